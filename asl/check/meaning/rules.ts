import { errorNameProblem } from '../../../retry';
import type { JsonObject, JsonValue } from '../../language/json';
import type { Path } from '../../language/pointer';
import { isObject } from '../../language/values';
import type { State } from '../machines';
import type { Report } from '../report';

const ALL = 'States.ALL';
/** Ends a run whatever its rules say. */
const TERMINAL = 'States.Runtime';

/**
 * What the names in a state's retriers and catchers amount to.
 *
 * @param raised names that Fail states of the definition give their errors
 */
export function checkRules(state: State, raised: ReadonlySet<string>, report: Report): void {
  for (const field of ['Retry', 'Catch']) {
    const list = state.value[field];
    if (Array.isArray(list)) checkList(list, [...state.path, field], raised, report);
  }
}

function checkList(
  list: readonly JsonValue[],
  path: Path,
  raised: ReadonlySet<string>,
  report: Report,
): void {
  const taken = new Set<string>();
  for (const [index, rule] of list.entries()) {
    if (!isObject(rule)) continue;
    checkDelays(rule, [...path, index], report);
    const names = namesOf(rule);
    const at = [...path, index, 'ErrorEquals'];
    for (const [position, name] of names.entries()) {
      const problem = raised.has(name) ? undefined : errorNameProblem(name);
      if (problem !== undefined) report.add('unknownErrorName', [...at, position], { problem });
    }
    if (names.includes(ALL)) {
      if (names.length > 1) report.add('allNotAlone', at, {});
      if (index < list.length - 1) report.add('allNotLast', at, {});
    }
    const reason = whyNever(names, taken);
    if (reason !== undefined) report.add('neverMatches', at, { reason });
    for (const name of names) taken.add(name);
  }
}

function namesOf(rule: JsonObject): string[] {
  const names = rule['ErrorEquals'];
  return Array.isArray(names) ? names.filter((name): name is string => typeof name === 'string') : [];
}

function whyNever(names: readonly string[], taken: ReadonlySet<string>): string | undefined {
  if (names.length === 0) return undefined;
  if (names.every((name) => name === TERMINAL)) return `${TERMINAL} ends the run, and no rule is asked`;
  if (taken.has(ALL)) return `a rule before it takes ${ALL}`;
  if (!names.every((name) => taken.has(name))) return undefined;
  return `rules before it take ${names.length === 1 ? (names[0] ?? '') : 'all that it names'}`;
}

function checkDelays(rule: JsonObject, path: Path, report: Report): void {
  const { IntervalSeconds: interval = 1, MaxDelaySeconds: most } = rule;
  if (typeof most === 'number' && typeof interval === 'number' && most <= interval)
    report.add('maxDelay', [...path, 'MaxDelaySeconds'], {});
}

/** The names of the errors that Fail states raise. */
export function raisedNames(states: Iterable<State>): Set<string> {
  const names = [...states].map(({ type, value }) => (type === 'Fail' ? value['Error'] : undefined));
  return new Set(names.filter((name): name is string => typeof name === 'string'));
}
