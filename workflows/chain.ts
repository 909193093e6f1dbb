import { planCall } from './call-plan';
import type { ChainArguments, ChainInput, ChainOutput } from './chain-types';
import type { FunctionDefinition } from './define-function';
import { expressChain } from './express-chain';
import {
  type CallOptions,
  type ChainCallOptions,
  type ChainOptions,
  checkOptionKeys,
} from './function-options';

/** Several functions as one: each gets what the one before returned. Callable like a function, and a link of other chains. */
export interface Chain<Input, Output> {
  (input: Input, options?: ChainCallOptions): Promise<Output>;
  /** The functions in it, with the options that the chain gives them. */
  readonly definitions: readonly FunctionDefinition<unknown, unknown>[];
}

/** A function of ours, a chain, or a function of the user's own, of which nothing is known. */
interface Link {
  (input: unknown, options?: CallOptions): Promise<unknown>;
  readonly definition?: FunctionDefinition<unknown, unknown>;
  readonly definitions?: readonly FunctionDefinition<unknown, unknown>[];
}

/**
 * `chain(a, b, c)` calls `a`, gives its output to `b`, and so on; the result is the last output. That each output fits the
 * next input is checked when the workflow code is compiled. Links are functions, other chains, or any function of your
 * own that returns a promise. Options after the last link, and those of a call, go before each function's own.
 *
 * With `{ mode: 'express' }` all calls are made inside one activity: see docs/modes.md for what that asks of the functions.
 */
export function chain<const Arguments extends readonly unknown[]>(
  ...links: Arguments extends ChainArguments<Arguments> ? Arguments : ChainArguments<Arguments>
): Chain<ChainInput<Arguments>, ChainOutput<Arguments>> {
  const steps: Link[] = [];
  let chainOptions: ChainOptions | undefined;
  for (const [index, link] of (links as readonly unknown[]).entries()) {
    if (typeof link === 'function') steps.push(link as Link);
    else if (index > 0 && index === links.length - 1 && typeof link === 'object' && link !== null)
      chainOptions = link;
    else
      throw new TypeError(
        `chain: argument ${index + 1} is not a function (${link === null ? 'null' : typeof link}).`,
      );
  }
  const { mode, ...others } = chainOptions ?? {};
  const own = { ...others, ...(mode !== undefined && mode !== 'express' && { mode }) };
  const definitions = steps.flatMap(definitionsOf).map((one) => ({ ...one, ...own }));
  if (steps.length === 0) throw new TypeError('chain: give at least one function.');
  if (chainOptions !== undefined) {
    checkOptionKeys('chain', chainOptions);
    for (const { name, urn = '', ...options } of definitions) {
      planCall(`chain: ${name ?? urn}`, name ?? urn, options);
    }
  }
  const express = expressOf(steps, others);
  if (mode === 'express') express({});

  const run = async (
    input: ChainInput<Arguments>,
    callOptions?: ChainCallOptions,
  ): Promise<ChainOutput<Arguments>> => {
    const options = chainOptions === undefined ? callOptions : { ...chainOptions, ...callOptions };
    if (options?.mode === 'express') {
      const { mode: _, ...rest } = options;
      return (await express(rest)(input)) as ChainOutput<Arguments>;
    }
    const each = options as CallOptions | undefined;
    let value: unknown = input;
    for (const step of steps) value = await step(value, each);
    return value as ChainOutput<Arguments>;
  };
  return Object.assign(run, { definitions });
}

/** The chain in mode express, planned once for the options that it has itself. */
function expressOf(
  steps: readonly Link[],
  own: CallOptions,
): (options: CallOptions) => (input: unknown) => Promise<unknown> {
  let planned: ((input: unknown) => Promise<unknown>) | undefined;
  const plan = (options: CallOptions): ((input: unknown) => Promise<unknown>) =>
    expressChain(
      steps
        .map((step, index) => {
          const [definition, ...more] = definitionsOf(step);
          if (definition !== undefined) return [definition, ...more];
          throw new TypeError(
            `chain: link ${index + 1} is no function of defineFunction, and mode "express" makes all calls inside one activity. Leave mode out, or call that function before or after the chain.`,
          );
        })
        .flat(),
      options,
    );
  return (options) => {
    const keys = Object.keys(options);
    if (keys.every((key) => Object.is(options[key as keyof CallOptions], own[key as keyof CallOptions])))
      return (planned ??= plan(own));
    return plan(options);
  };
}

function definitionsOf({
  definition,
  definitions = [],
}: Link): readonly FunctionDefinition<unknown, unknown>[] {
  return definition === undefined ? definitions : [definition];
}
