import { functionNameIn } from '../../../asl/resources/function-reference';
import type { InvokeCommand } from '../../../asl/run';

/** What fits beside the function's name into one line of Temporal's timeline. */
const MAX_PATH_CHARACTERS = 70;
/** Temporal refuses a summary over 400 bytes by failing the workflow task; so many characters fit in any script. */
const MAX_CHARACTERS = 130;

/** One line for Temporal's timeline: where in the machine, which item, and what is called. */
export function stepSummary({ path, resource }: Pick<InvokeCommand, 'path' | 'resource'>): string {
  const place =
    path.length <= MAX_PATH_CHARACTERS ? path : `…${path.slice(path.length - MAX_PATH_CHARACTERS + 1)}`;
  const { kind, target } = resource;
  const called = kind === 'function' ? functionNameIn(target) || target : target;
  const line = called === '' || called === path ? place : `${place} → ${called}`;
  return line.slice(0, MAX_CHARACTERS);
}
