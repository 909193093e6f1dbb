import { setOwn } from '../language/own-property';
import { isArray, isObject } from '../language/values';
import { item, member } from './child';
import type { Step } from './query';
import type { Run } from './run';

/** Hands every node that a step selects from `node` to `found`. */
export type Select = (node: unknown, run: Run, found: (node: unknown) => void) => void;

export type Test = (node: unknown, run: Run) => boolean;

/** The selection of one step. `last`: several names then make one object. */
export function selectStep(
  step: Exclude<Step, { kind: 'descend' | 'filter' | 'function' }>,
  last: boolean,
): Select {
  switch (step.kind) {
    case 'name':
      return (node, _run, found) => give(member(node, step.name), found);
    case 'names':
      if (last) return (node, _run, found) => give(pick(node, step.names), found);
      return (node, _run, found) => {
        for (const name of step.names) give(member(node, name), found);
      };
    case 'index':
      return (node, _run, found) => give(item(node, step.index), found);
    case 'indexes':
      return (node, _run, found) => {
        for (const index of step.indexes) give(item(node, index), found);
      };
    case 'slice':
      return (node, _run, found) => selectSlice(node, step.from, step.to, found);
    case 'wildcard':
      return (node, run, found) => {
        for (const below of children(node)) {
          run.visit();
          found(below);
        }
      };
    default:
      return step satisfies never;
  }
}

/** Items that pass; an object is tested itself, as json-path does it. */
export function selectFiltered(test: Test): Select {
  return (node, run, found) => {
    if (isArray(node)) {
      for (const candidate of node) {
        run.visit();
        if (test(candidate, run)) found(candidate);
      }
    } else if (isObject(node) && test(node, run)) {
      found(node);
    }
  };
}

/** The named members as one object, without those that are missing; undefined for anything but an object. */
export function pick(node: unknown, names: readonly string[]): unknown {
  if (!isObject(node)) return undefined;
  const picked: Record<string, unknown> = {};
  for (const name of names) if (Object.hasOwn(node, name)) setOwn(picked, name, node[name]);
  return picked;
}

export function children(node: unknown): readonly unknown[] {
  if (isArray(node)) return node;
  return isObject(node) ? Object.values(node) : [];
}

/** json-path's slices: only where one end is open, a negative number is counted from the end before it is compared. */
function selectSlice(
  node: unknown,
  from: number | undefined,
  to: number | undefined,
  found: (node: unknown) => void,
): void {
  if (!isArray(node)) return;
  const length = node.length;
  let start = from ?? 0;
  if (to === undefined && start < 0) start = Math.max(0, length + start);
  const end = Math.min(length, to === undefined ? length : from === undefined && to < 0 ? length + to : to);
  for (let index = Math.max(start, -length); index < end; index++) give(item(node, index), found);
}

function give(node: unknown, found: (node: unknown) => void): void {
  if (node !== undefined) found(node);
}
