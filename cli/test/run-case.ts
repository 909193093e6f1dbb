import { differences, type Execution, type TestResult, testStateMachine, type Visit } from '../../asl';
import { durationMs, formatMs } from '../../retry';
import type { TestCase, TestFile } from './test-file';

export interface CaseReport {
  readonly name: string;
  readonly status: 'passed' | 'failed';
  /** Real time. */
  readonly durationMs: number;
  /** Time that passed in the machine. Absent where it did not end. */
  readonly elapsedMs?: number;
  readonly visited?: readonly string[];
  /** One for each way in which it was not as expected. */
  readonly problems: readonly CaseProblem[];
}

export interface CaseProblem {
  /** `output/items/0`, `visited`, `replies`. */
  readonly about: string;
  readonly expected?: string;
  readonly got?: string;
  readonly message?: string;
}

/** Runs one case, and compares what came of it. */
export async function runCase(
  file: TestFile,
  given: TestCase,
): Promise<{ report: CaseReport; visits: readonly Visit[] }> {
  const began = performance.now();
  const report = (problems: readonly CaseProblem[], result?: TestResult) => ({
    report: {
      name: given.name,
      status: problems.length === 0 ? ('passed' as const) : ('failed' as const),
      durationMs: Math.round(performance.now() - began),
      ...(result && { elapsedMs: result.elapsedMs, visited: result.visited }),
      problems,
    },
    visits: result?.visits ?? [],
  });
  try {
    const result = await testStateMachine(file.definition, {
      replies: { ...file.replies, ...given.replies },
      ...(given.input !== undefined && { input: given.input }),
      ...(given.now !== undefined && { now: given.now }),
      ...(given.objects && { objects: given.objects }),
    });
    return report(problemsOf(given, result), result);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return report([{ about: 'run', message }]);
  }
}

function problemsOf(given: TestCase, result: TestResult): CaseProblem[] {
  const { expect } = given;
  const unused = result.unusedReplies.filter((key) => given.replies !== undefined && key in given.replies);
  return [
    ...statusProblems(given, result),
    ...(['output', 'error', 'cause'] as const).flatMap((key) => compared(key, expect, result)),
    ...visitedProblems(given, result),
    ...Object.entries(expect.calls ?? {}).flatMap(([key, inputs]) =>
      differ(`calls/${key}`, inputs, callsOf(key, result)),
    ),
    ...elapsedProblems(given, result),
    ...unused.map((key) => ({ about: `replies/${key}`, message: 'not every reply was asked for.' })),
  ];
}

/** A run that is expected to give something must have succeeded; one that is expected to fail must have failed. */
function statusProblems({ expect }: TestCase, result: TestResult): CaseProblem[] {
  const wantsFailure = 'error' in expect || 'cause' in expect;
  const agrees =
    expect.status === undefined
      ? wantsFailure !== (result.status === 'SUCCEEDED') || !('output' in expect || wantsFailure)
      : expect.status === result.status;
  if (agrees) return [];
  const expected = expect.status ?? (wantsFailure ? 'FAILED' : 'SUCCEEDED');
  return [{ about: 'status', expected, got: outcomeOf(result) }];
}

function outcomeOf({ status, error, cause, visits }: Execution): string {
  const place = visits.findLast(({ problem }) => problem !== undefined)?.path;
  const why = [error, cause].filter((part) => part != null && part !== '').join(': ');
  return [status, place === undefined ? '' : ` at ${place}`, why === '' ? '' : ` with ${why}`].join('');
}

function compared(key: 'output' | 'error' | 'cause', expect: TestCase['expect'], result: TestResult) {
  // What a run of another outcome lacks is told by its status.
  const ended = (key === 'output') === (result.status === 'SUCCEEDED');
  return key in expect && ended ? differ(key, expect[key], result[key]) : [];
}

/** The whole way says more than the first step that differs. */
function visitedProblems({ expect }: TestCase, { visited }: TestResult): CaseProblem[] {
  if (expect.visited === undefined || differences(expect.visited, visited).length === 0) return [];
  return [{ about: 'visited', expected: expect.visited.join(' -> '), got: visited.join(' -> ') }];
}

function differ(about: string, expected: unknown, got: unknown): CaseProblem[] {
  return differences(expected, got).map(({ path, ...sides }) => ({ about: about + path, ...sides }));
}

function callsOf(key: string, { taskInputs }: TestResult): readonly unknown[] {
  return taskInputs
    .filter((call) => [call.path, call.state, call.function].includes(key))
    .map(({ input }) => input);
}

function elapsedProblems({ expect }: TestCase, { elapsedMs }: TestResult): CaseProblem[] {
  if (expect.elapsed === undefined) return [];
  const expectedMs = durationMs(expect.elapsed as `${number}s`, 'elapsed');
  return expectedMs === elapsedMs
    ? []
    : [{ about: 'elapsed', expected: formatMs(expectedMs), got: formatMs(elapsedMs) }];
}
