import { didYouMean } from '../nearest';
import type { Machine } from '../machines';
import type { Report } from '../report';
import { reachable } from './reachable';
import { isTerminal, transitionsOf } from './transitions';

/** That every target exists, every state can be reached, and the machine can end. */
export function checkGraph(machine: Machine, report: Report, elsewhere: ReadonlySet<string>): void {
  const { states, path, value } = machine;
  if (states.size === 0) return;
  const start = value['StartAt'];
  const refuse = (name: string, at: Machine['path']) => {
    const hint = elsewhere.has(name)
      ? 'That state is in another machine: a way leads only to states of the same branch or item processor.'
      : didYouMean(name, states.keys());
    report.add('missingTarget', at, { name }, { hint });
  };
  if (typeof start === 'string' && !states.has(start)) refuse(start, [...path, 'StartAt']);
  const ways = new Map([...states].map(([name, state]) => [name, transitionsOf(state)]));
  for (const [, transitions] of ways)
    for (const { target, path: at } of transitions) if (!states.has(target)) refuse(target, at);
  const next = (name: string) =>
    (ways.get(name) ?? []).map(({ target }) => target).filter((to) => states.has(to));
  const ends = [...states.values()].filter(isTerminal).map(({ name }) => name);
  // What is unfinished or misspelt may be meant as the end.
  const open = [...states.values()].filter(({ name, type }) => type === undefined || next(name).length === 0);
  if (ends.length === 0) {
    report.add('endState', path, {}, { key: true });
    return;
  }
  if (typeof start !== 'string' || !states.has(start)) return;
  const reached = reachable([start], next);
  for (const [name, state] of states)
    if (!reached.has(name)) report.add('unreachable', state.path, { name }, { key: true });
  reportEndless(machine, report, [...ends, ...open.map(({ name }) => name)], reached, next);
}

function reportEndless(
  { states }: Machine,
  report: Report,
  ends: readonly string[],
  reached: ReadonlySet<string>,
  next: (name: string) => readonly string[],
): void {
  const before = new Map<string, string[]>();
  for (const name of states.keys())
    for (const to of next(name)) before.set(to, [...(before.get(to) ?? []), name]);
  const ending = reachable(ends, (name) => before.get(name) ?? []);
  for (const [name, state] of states)
    if (reached.has(name) && !ending.has(name))
      report.add('endNotReachable', state.path, { name }, { key: true });
}
