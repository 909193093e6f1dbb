import { executeStateMachine, VirtualClock } from '../../../asl';
import type { ExecutionCase } from './asl-case';
import type { Complaint } from './complaint';
import { judgeExecution } from './judge-execution';
import { scriptedFunctions } from './scripted-functions';

/** When the cases were written: times that they call past are before it, and times that are days ahead count from it. */
const START_MS = Date.UTC(2026, 10, 23, 6, 16);

/** Runs the case's machine against its scripted functions, in virtual time. */
export async function runExecution(given: ExecutionCase): Promise<Complaint[]> {
  const clock = new VirtualClock(START_MS);
  const run = executeStateMachine(given.definition, given.input, {
    ...scriptedFunctions(given.functions),
    sleep: (ms, options) => clock.sleep(ms, options),
    now: () => clock.now(),
    ...(given.objects && { objects: given.objects }),
  });
  return judgeExecution(given.expected, await clock.run(run));
}
