import type { ExecutionCase, StateCase, ValidationCase } from '../asl/asl-case';
import { type Complaint, summary } from '../asl/complaint';
import { judgeValidation } from '../asl/judge-validation';
import { expand } from '../asl/match';
import { runExecution } from '../asl/run-execution';
import { runState } from '../asl/run-state';
import type { CaseFailure, ConformanceSet } from '../conformance-set';

type AnyCase = ExecutionCase | StateCase | ValidationCase;

/** Cases of interpreters of the Amazon States Language. */
export const set: ConformanceSet = {
  kind: 'asl-case/1',
  async run(file) {
    const passed: string[] = [];
    const failed: CaseFailure[] = [];
    const evidence: Record<string, string> = {};
    for (const raw of file['cases'] as readonly unknown[]) {
      const given = expand(raw) as AnyCase;
      evidence[given.name] = given.source.evidence;
      const complaints = await complaintsOf(given);
      if (complaints.length === 0) passed.push(given.name);
      else failed.push({ id: given.name, ...summary(complaints) });
    }
    return { passed, failed, skipped: [], evidence };
  },
};

async function complaintsOf(given: AnyCase): Promise<readonly Complaint[]> {
  try {
    if (given.kind === 'state') return runState(given);
    if (given.kind === 'validation') return judgeDefinition(given);
    // What was executed must also be found valid.
    return [...judgeDefinition(given), ...(await runExecution(given))];
  } catch (error) {
    return [{ about: 'an end', expected: 'without an error of the runner', got: String(error) }];
  }
}

function judgeDefinition(given: ExecutionCase | ValidationCase): Complaint[] {
  const {
    valid = true,
    message,
    diagnostics,
  }: ValidationCase['expected'] = given.kind === 'validation' ? given.expected : {};
  const expected = message ?? diagnostics ?? (valid ? 'valid' : 'invalid');
  const found = judgeValidation({
    ...given,
    expected: given.kind === 'validation' ? given.expected : { valid },
  });
  return found.map((got) => ({ about: 'definition', expected, got }));
}
