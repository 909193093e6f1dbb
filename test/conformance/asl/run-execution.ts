import { executeStateMachine, VirtualClock } from '../../../asl';
import type { ExecutionCase } from './asl-case';
import type { Complaint } from './complaint';
import { judgeExecution } from './judge-execution';
import { scriptedFunctions } from './scripted-functions';

/** Later than every time that the cases call past. */
const START_MS = Date.UTC(2026, 0, 1);

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
