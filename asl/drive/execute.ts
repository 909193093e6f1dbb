import { compileChecked } from '../compile/compile-checked';
import type { Plan } from '../compile/plan';
import type { JsonValue } from '../language/json';
import { definitionOf } from './definition-of';
import { drive } from './drive';
import type { Effects } from './effects';
import type { Execution } from './execution';
import { machineOf } from './machine';

/**
 * Runs a state machine to its end, for tests and dry runs: what it asks for is done by the effects.
 *
 * @param planOrDefinition what `compile` gave, or a definition as an object or its text, JSON or YAML
 * @throws {CompileError} for a definition that `checkStateMachine` finds errors in, with their places
 * @throws what an effect throws: a task that fails is a reply, not an error
 */
export async function executeStateMachine(
  planOrDefinition: Plan | string | object,
  input: JsonValue,
  effects: Effects,
): Promise<Execution> {
  const plan = isPlan(planOrDefinition) ? planOrDefinition : compileChecked(definitionOf(planOrDefinition));
  return drive(machineOf(plan), input, effects);
}

/** Whether it is compiled. */
export function isPlan(value: Plan | string | object): value is Plan {
  return typeof value === 'object' && 'machines' in value;
}
