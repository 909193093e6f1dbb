import type { ExecutionCase, StateCase, ValidationCase } from '../asl/asl-case';
import { type Complaint, summary } from '../asl/complaint';
import { judgeValidation } from '../asl/judge-validation';
import { expand } from '../asl/match';
import { runExecution } from '../asl/run-execution';
import { runState } from '../asl/run-state';
import type { CaseFailure, CaseSkip, ConformanceSet } from '../conformance-set';
import type { ExecutionStage, Played } from '../execution-stage';

type AnyCase = ExecutionCase | StateCase | ValidationCase;

/** Cases of interpreters of the Amazon States Language. On a stage only executions are played, many at once. */
export const set: ConformanceSet = {
  kind: 'asl-case/1',
  async run(file, { stage }) {
    const cases = (file['cases'] as readonly unknown[])
      .map((raw) => expand(raw) as AnyCase)
      .filter(({ kind }) => stage === undefined || kind === 'execution');
    const passed: string[] = [];
    const failed: CaseFailure[] = [];
    const skipped: CaseSkip[] = [];
    const played = await Promise.all(cases.map((given) => play(given, stage)));
    for (const [index, { name: id }] of cases.entries()) {
      const result = played[index] as Played;
      if ('skip' in result) skipped.push({ id, reason: result.skip });
      else if (result.complaints.length === 0) passed.push(id);
      else failed.push({ id, ...summary(result.complaints) });
    }
    const evidence = Object.fromEntries(cases.map(({ name, source }) => [name, source.evidence]));
    return { passed, failed, skipped, evidence };
  },
};

async function play(given: AnyCase, stage: ExecutionStage | undefined): Promise<Played> {
  try {
    if (given.kind === 'state') return { complaints: runState(given) };
    if (given.kind === 'validation') return { complaints: judgeDefinition(given) };
    if (stage !== undefined) return await stage.play(given);
    // What was executed must also be found valid.
    return { complaints: [...judgeDefinition(given), ...(await runExecution(given))] };
  } catch (error) {
    return {
      complaints: [{ about: 'an end', expected: 'without an error of the runner', got: String(error) }],
    };
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
