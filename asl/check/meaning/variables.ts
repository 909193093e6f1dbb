import { transitionsOf } from '../graph/transitions';
import { isDistributed, type Machine, type State } from '../machines';
import { didYouMean } from '../nearest';
import type { Report } from '../report';
import type { VariableUse } from '../structure/place';

/** Which variables have a value: surely, and perhaps. */
interface Known {
  readonly surely: ReadonlySet<string>;
  readonly perhaps: ReadonlySet<string>;
}

const NOTHING: Known = { surely: new Set(), perhaps: new Set() };

/** Follows every way through the machine, and tells reads of variables that have no value there. */
export function checkVariables(
  machine: Machine,
  usesOf: (state: State) => readonly VariableUse[],
  report: Report,
  outer: Known = NOTHING,
): void {
  const entering = flow(machine, outer);
  for (const state of machine.states.values()) {
    const known = entering.get(state.name);
    if (known === undefined) continue;
    for (const use of usesOf(state)) tell(use, known, report);
    for (const inner of state.inner)
      checkVariables(inner, usesOf, report, isDistributed(inner) ? NOTHING : known);
  }
}

function tell({ name, path, index }: VariableUse, known: Known, report: Report): void {
  if (known.surely.has(name)) return;
  if (known.perhaps.has(name)) report.add('maybeUnassigned', path, { name }, { index });
  else report.add('neverAssigned', path, { name }, { index, hint: didYouMean(name, known.perhaps) });
}

/** What is known on entering each state that can be reached. Where ways meet, `surely` shrinks and `perhaps` grows. */
function flow({ states, value }: Machine, outer: Known): Map<string, Known> {
  const start = value['StartAt'];
  const entering = new Map<string, Known>();
  if (typeof start !== 'string') return entering;
  entering.set(start, outer);
  const open = [start];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const state = states.get(name);
    const known = entering.get(name);
    if (state === undefined || known === undefined) continue;
    for (const { target, assigns } of transitionsOf(state)) {
      const after = { surely: union(known.surely, assigns), perhaps: union(known.perhaps, assigns) };
      const before = entering.get(target);
      const merged = before === undefined ? after : meet(before, after);
      if (before !== undefined && isSame(before, merged)) continue;
      entering.set(target, merged);
      open.push(target);
    }
  }
  return entering;
}

function meet(a: Known, b: Known): Known {
  const surely = [...a.surely].filter((name) => b.surely.has(name));
  return { surely: new Set(surely), perhaps: union(a.perhaps, b.perhaps) };
}

function isSame(a: Known, b: Known): boolean {
  return a.surely.size === b.surely.size && a.perhaps.size === b.perhaps.size;
}

function union(a: Iterable<string>, b: Iterable<string>): ReadonlySet<string> {
  return new Set([...a, ...b]);
}
