import type { ChainArguments, ChainInput, ChainOutput } from './chain-types';
import { type CallOptions, checkOptionKeys, type FunctionOptions } from './function-options';

/** Several functions as one: each gets what the one before returned. Callable like a function, and a link of other chains. */
export type Chain<Input, Output> = (input: Input, options?: CallOptions) => Promise<Output>;

/**
 * `chain(a, b, c)` calls `a`, gives its output to `b`, and so on; the result is the last output. That each output fits the
 * next input is checked when the workflow code is compiled. Links are functions, other chains, or any function of your
 * own that returns a promise. Options after the last link, and those of a call, go before each function's own.
 */
export function chain<const Arguments extends readonly unknown[]>(
  ...links: Arguments extends ChainArguments<Arguments> ? Arguments : ChainArguments<Arguments>
): Chain<ChainInput<Arguments>, ChainOutput<Arguments>> {
  const steps: Chain<unknown, unknown>[] = [];
  let chainOptions: FunctionOptions | undefined;
  for (const [index, link] of (links as readonly unknown[]).entries()) {
    if (typeof link === 'function') steps.push(link as Chain<unknown, unknown>);
    else if (index > 0 && index === links.length - 1 && typeof link === 'object' && link !== null)
      chainOptions = link;
    else
      throw new TypeError(
        `chain: argument ${index + 1} is not a function (${link === null ? 'null' : typeof link}).`,
      );
  }
  const last = steps.pop();
  if (last === undefined) throw new TypeError('chain: give at least one function.');
  if (chainOptions !== undefined) checkOptionKeys('chain', chainOptions);

  return async (input, callOptions) => {
    const options = chainOptions === undefined ? callOptions : { ...chainOptions, ...callOptions };
    let value: unknown = input;
    for (const step of steps) value = await step(value, options);
    return (await last(value, options)) as ChainOutput<Arguments>;
  };
}
