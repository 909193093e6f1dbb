import type { Retrier, State, StateMachine } from '../../language/definition';
import { type SelectedState, targetsOf } from './select-state';

/** Leads out of the machine, so that a state that names itself is not entered again. */
const OUT = '-> ';

/** A machine of this state alone. It has no retriers: `testState` says what they would do. */
export function oneStateMachine({ name, state, language }: SelectedState): StateMachine {
  const alone = { ...redirect(state), QueryLanguage: language } as State & { Retry?: readonly Retrier[] };
  delete alone.Retry;
  const exits = targetsOf(state).map((target) => [OUT + target, { Type: 'Succeed' }] as const);
  return { StartAt: name, States: { ...Object.fromEntries(exits), [name]: alone } };
}

/** The name of the next state as the definition has it. */
export function realTarget(next: string): string {
  return next.slice(OUT.length);
}

function redirect(state: State): State {
  const out = <T extends object>(rule: T): T =>
    'Next' in rule && typeof rule.Next === 'string' ? { ...rule, Next: OUT + rule.Next } : rule;
  return {
    ...out(state),
    ...('Default' in state && state.Default !== undefined && { Default: OUT + state.Default }),
    ...('Choices' in state && { Choices: state.Choices.map(out) }),
    ...('Catch' in state && state.Catch !== undefined && { Catch: state.Catch.map(out) }),
  };
}
