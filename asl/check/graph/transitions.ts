import type { JsonObject, JsonValue } from '../../language/json';
import type { Path } from '../../language/pointer';
import { isObject } from '../../language/values';
import { variableName } from '../structure/assign';
import type { State } from '../machines';

/** A way from one state to the next. */
export interface Transition {
  readonly target: string;
  /** Where the target is named. */
  readonly path: Path;
  /** Variables that are set on this way. */
  readonly assigns: readonly string[];
}

/** The ways out of a state, those of errors included. */
export function transitionsOf(state: State): Transition[] {
  const { value, path, type } = state;
  const ways = [...rules(state, 'Catch')];
  if (type === 'Choice') {
    ways.push(...rules(state, 'Choices'));
    ways.push(...way(value['Default'], [...path, 'Default'], value, state));
  } else if (type !== 'Succeed' && type !== 'Fail') {
    ways.push(...way(value['Next'], [...path, 'Next'], value, state));
  }
  return ways;
}

/** Whether a run can end with the state. */
export function isTerminal({ type, value }: State): boolean {
  return type === 'Succeed' || type === 'Fail' || (type !== 'Choice' && value['End'] === true);
}

function* rules(state: State, field: 'Catch' | 'Choices'): Generator<Transition> {
  const list = state.value[field];
  if (!Array.isArray(list)) return;
  for (const [index, rule] of (list as readonly JsonValue[]).entries())
    if (isObject(rule)) yield* way(rule['Next'], [...state.path, field, index, 'Next'], rule, state);
}

function* way(
  target: JsonValue | undefined,
  path: Path,
  assigning: JsonObject,
  { language }: State,
): Generator<Transition> {
  if (typeof target !== 'string') return;
  const assign = assigning['Assign'];
  const assigns = isObject(assign) ? Object.keys(assign).map((key) => variableName(key, language)) : [];
  yield { target, path, assigns };
}
