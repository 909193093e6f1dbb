import type { TaskResource } from '../engine/turn';
import { replacementFor } from './foreign-arn';
import { functionReferenceProblem } from './function-reference';
import { RESOURCES, type ResourceRow } from './resource-table';

/** Why a text is no resource, and what to write instead. */
export interface ResourceProblem {
  readonly problem: string;
  readonly hint: string;
}

const TOKEN = '.waitForTaskToken';

/** Whether the result is what the token's callback brings. */
export function waitsForTaskToken(text: string): boolean {
  return text.endsWith(TOKEN);
}

/** The row of the table that a resource is written by; undefined: it names a function. */
export function resourceRow(text: string): ResourceRow | undefined {
  const name = withoutToken(text);
  return RESOURCES.find((row) => name === row.name || (row.takesTarget && name.startsWith(`${row.name}:`)));
}

/**
 * Understands a Task's Resource. `target` is empty where the arguments name it
 * ({@link resourceRow} says in which argument) or where there is none.
 */
export function parseTaskResource(text: string): TaskResource | ResourceProblem {
  const name = withoutToken(text);
  const row = resourceRow(text);
  if (row !== undefined) {
    const target = name.slice(row.name.length + 1);
    if (name.length > row.name.length && target === '')
      return { problem: `it names no ${row.kind} after '${row.name}:'`, hint: `Write '${row.name}:NAME'.` };
    return { kind: row.kind, target, ...(row.async && { async: true }), text };
  }
  if (name.startsWith('arn:'))
    return { problem: 'it is a resource of another cloud', hint: replacementFor(name) };
  const problem = functionReferenceProblem(name);
  if (problem === undefined) return { kind: 'function', target: name, text };
  return {
    problem,
    hint: `Name a function ('resize', 'urn:fss:REGION:PROJECT:function:default:resize:latest'), or one of ${RESOURCES.map((known) => known.name).join(', ')}.`,
  };
}

function withoutToken(text: string): string {
  return waitsForTaskToken(text) ? text.slice(0, -TOKEN.length) : text;
}
