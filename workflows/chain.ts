import { planCall } from './call-plan';
import type { ChainArguments, ChainInput, ChainOutput } from './chain-types';
import type { FunctionDefinition } from './define-function';
import { type CallOptions, checkOptionKeys, type FunctionOptions } from './function-options';

/** Several functions as one: each gets what the one before returned. Callable like a function, and a link of other chains. */
export interface Chain<Input, Output> {
  (input: Input, options?: CallOptions): Promise<Output>;
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
 */
export function chain<const Arguments extends readonly unknown[]>(
  ...links: Arguments extends ChainArguments<Arguments> ? Arguments : ChainArguments<Arguments>
): Chain<ChainInput<Arguments>, ChainOutput<Arguments>> {
  const steps: Link[] = [];
  let chainOptions: FunctionOptions | undefined;
  for (const [index, link] of (links as readonly unknown[]).entries()) {
    if (typeof link === 'function') steps.push(link as Link);
    else if (index > 0 && index === links.length - 1 && typeof link === 'object' && link !== null)
      chainOptions = link;
    else
      throw new TypeError(
        `chain: argument ${index + 1} is not a function (${link === null ? 'null' : typeof link}).`,
      );
  }
  const definitions = steps.flatMap(definitionsOf).map((one) => ({ ...one, ...chainOptions }));
  const last = steps.pop();
  if (last === undefined) throw new TypeError('chain: give at least one function.');
  if (chainOptions !== undefined) {
    checkOptionKeys('chain', chainOptions);
    for (const { name, urn = '', ...options } of definitions) {
      planCall(`chain: ${name ?? urn}`, name ?? urn, options);
    }
  }

  const run = async (
    input: ChainInput<Arguments>,
    callOptions?: CallOptions,
  ): Promise<ChainOutput<Arguments>> => {
    const options = chainOptions === undefined ? callOptions : { ...chainOptions, ...callOptions };
    let value: unknown = input;
    for (const step of steps) value = await step(value, options);
    return (await last(value, options)) as ChainOutput<Arguments>;
  };
  return Object.assign(run, { definitions });
}

function definitionsOf({
  definition,
  definitions = [],
}: Link): readonly FunctionDefinition<unknown, unknown>[] {
  return definition === undefined ? definitions : [definition];
}
