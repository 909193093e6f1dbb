import { checkStateMachine, type Execution, type StateMachine } from '../../../../asl';
import { waysOf } from '../../../../asl/test-kit/transitions';

const ERRORS = /^(E\d|FSS\.0429|Own|Other|States\.\w+)$/;

/** In what a run of a random machine is not as every run must be. */
export function surprises(definition: object, { status, output, error, visits }: Execution): string[] {
  const refused = checkStateMachine(definition).filter(({ severity }) => severity === 'error');
  const { states, transitions } = waysOf(definition as StateMachine);
  const ways = new Set(transitions.map(({ from, by, to }) => `${from} ${by} ${to}`));
  const taken = visits.flatMap(({ state, by, next }) =>
    next === undefined ? [] : [`${state} ${by ?? 'Next'} ${next}`],
  );
  return [
    ...refused.map(({ path, message }) => `it is refused: ${path} ${message}`),
    ...(status === 'ABORTED' ? ['nobody aborted it'] : []),
    ...(status === 'TIMED_OUT' && !('TimeoutSeconds' in definition) ? ['it timed out without a limit'] : []),
    ...(status === 'SUCCEEDED' && output === undefined ? ['it has no output'] : []),
    ...(status === 'FAILED' && !ERRORS.test(String(error)) ? [`its error is ${String(error)}`] : []),
    ...visits.filter(({ state }) => !states.includes(state)).map(({ state }) => `there is no state ${state}`),
    ...taken.filter((way) => !ways.has(way)).map((way) => `there is no way ${way}`),
  ];
}
