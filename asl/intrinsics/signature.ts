import { shorten } from '../language/shorten';
import { isArray, isObject } from '../language/values';
import { IntrinsicError } from './errors';
import type { IntrinsicScope } from './scope';

/** What a parameter takes. `whole` is a number that is rounded, as the service does; `index` must be whole already. */
export type Kind = 'any' | 'array' | 'object' | 'text' | 'number' | 'whole' | 'index' | 'boolean';

export interface IntrinsicFunction {
  /** Parameters; the last may be left out where `optional` says so, or be repeated where `rest` does. */
  readonly parameters: readonly { readonly name: string; readonly kind: Kind }[];
  readonly optional?: number;
  readonly rest?: true;
  /** Arguments have been checked against the parameters, and `whole` numbers rounded. @throws IntrinsicError */
  call(args: readonly unknown[], scope: IntrinsicScope): unknown;
}

const KINDS: Readonly<
  Record<Kind, { readonly words: string; readonly accepts: (value: unknown) => boolean }>
> = {
  any: { words: 'a value', accepts: () => true },
  array: { words: 'an array', accepts: isArray },
  object: { words: 'an object', accepts: isObject },
  text: { words: 'a string', accepts: (value) => typeof value === 'string' },
  number: { words: 'a number', accepts: isNumber },
  whole: { words: 'a number', accepts: isNumber },
  index: { words: 'an integer', accepts: Number.isSafeInteger },
  boolean: { words: 'a boolean', accepts: (value) => typeof value === 'boolean' },
};

function isNumber(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value);
}

/** How many arguments are wrong, or undefined. */
export function countProblem(fn: IntrinsicFunction, count: number): string | undefined {
  const most = fn.parameters.length;
  const least = most - (fn.optional ?? 0);
  if (count >= least && (count <= most || fn.rest === true)) return undefined;
  const wanted = fn.rest
    ? `at least ${String(least)}`
    : least === most
      ? String(most)
      : `${String(least)} to ${String(most)}`;
  return `takes ${wanted} argument${wanted === '1' ? '' : 's'} (${fn.parameters.map(({ name }) => name).join(', ')}), not ${String(count)}`;
}

/** Why an argument cannot be taken, or undefined. */
export function argumentProblem(fn: IntrinsicFunction, at: number, value: unknown): string | undefined {
  const parameter = fn.parameters[Math.min(at, fn.parameters.length - 1)];
  if (parameter === undefined || KINDS[parameter.kind].accepts(value)) return undefined;
  return `wants ${KINDS[parameter.kind].words} as its argument ${String(at + 1)} (${parameter.name}), not ${shown(value)}`;
}

/** The arguments as the function takes them. @throws IntrinsicError */
export function checkArguments(name: string, fn: IntrinsicFunction, values: readonly unknown[]): unknown[] {
  return values.map((value, at) => {
    const problem = argumentProblem(fn, at, value);
    if (problem !== undefined) throw new IntrinsicError(`States.${name} ${problem}`);
    return fn.parameters[at]?.kind === 'whole' ? roundHalfUp(Number(value)) : value;
  });
}

/** 1.5 is 2, -1.5 is -1, as the service rounds. */
function roundHalfUp(value: number): number {
  return Math.round(value) + 0;
}

function shown(value: unknown): string {
  return shorten(JSON.stringify(value), 60);
}
