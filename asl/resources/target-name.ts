import type { TaskResource } from '../engine/turn';
import { functionNameIn } from './function-reference';

/** What a task's target is called: a function's own name, out of a URN or the name of its package too. */
export function targetName({ kind, target }: TaskResource): string {
  return kind === 'function' ? functionNameIn(target) : target;
}
