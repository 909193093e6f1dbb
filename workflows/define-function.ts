import type { InvokeReply } from '../activities/wire';
import { type CallPlan, planCall } from './call-plan';
import { checkInput, checkOutput } from './check-values';
import { type CallOptions, checkOptionKeys, type FunctionOptions } from './function-options';
import { type FunctionResult, functionResult } from './function-result';
import { runStep } from './run-step';
import type { StandardSchema } from './standard-schema';

/** A FunctionGraph function as workflow code sees it. */
export interface FunctionDefinition<Input, Output> extends FunctionOptions {
  /** The function's name, or `package:name`; the worker's configuration says where it is. This or `urn`. */
  readonly name?: string;
  /** The function's URN, for a function outside the worker's own project, version or package. This or `name`. */
  readonly urn?: string;
  /**
   * Any Standard Schema (zod, for example) with synchronous checks. What it makes of the input is sent as the event.
   * A schema is workflow code: one that refuses what it took before breaks the replay of running workflows.
   */
  readonly input?: StandardSchema<Input, unknown>;
  /** Checks what the function returned; its result is the step's. Without it the output is what its type parameter says. */
  readonly output?: StandardSchema<unknown, Output>;
}

/** A function that can be called from workflow code. */
export interface FunctionGraphFunction<Input, Output> {
  /**
   * Calls the function as one step and returns its output. Rejects with Temporal's `ActivityFailure`, or with an
   * `ApplicationFailure` of our own where input or output do not fit: `functionGraphFailure(error)` reads both.
   */
  (input: Input, options?: CallOptions): Promise<Output>;
  /** The same with what was measured: request id, duration, memory, tries. */
  invoke(input: Input, options?: CallOptions): Promise<FunctionResult<Output>>;
  /** The function's bare name. */
  readonly name: string;
  readonly definition: FunctionDefinition<Input, Output>;
}

/**
 * Makes a function callable from workflow code: `const price = defineFunction({ name: 'price', input: Order, output: Priced })`,
 * then `await price(order)`. A mistake in the definition is thrown at once.
 */
export function defineFunction<Input = unknown, Output = unknown>(
  definition: FunctionDefinition<Input, Output>,
): FunctionGraphFunction<Input, Output> {
  const { name, urn, input: inputSchema, output: outputSchema, ...defaults } = definition;
  const fn = name ?? urn;
  if (fn === undefined || (name !== undefined && urn !== undefined)) {
    throw new TypeError('defineFunction: give either name or urn.');
  }
  const what = `defineFunction(${JSON.stringify(fn)})`;
  checkOptionKeys(what, defaults, ['name', 'urn', 'input', 'output']);
  const standard = planCall(what, fn, defaults);

  function plan(options: CallOptions | undefined): CallPlan {
    if (options === undefined) return standard;
    checkOptionKeys(standard.name, options, ['path']);
    return planCall(standard.name, fn as string, { ...defaults, ...options });
  }

  function start<Result>(
    input: Input,
    options: CallOptions | undefined,
    finish: (reply: InvokeReply) => Result,
  ): Promise<Result> {
    try {
      return runStep(
        plan(options),
        inputSchema === undefined ? input : checkInput(standard.name, inputSchema, input),
        finish,
      );
    } catch (error) {
      return Promise.reject(error);
    }
  }

  function output(reply: InvokeReply): Output {
    return outputSchema === undefined
      ? (reply.output as Output)
      : checkOutput(standard.name, outputSchema, reply);
  }

  const call = (input: Input, options?: CallOptions): Promise<Output> => start(input, options, output);
  Object.defineProperty(call, 'name', { value: standard.name });
  return Object.assign(call, {
    definition,
    invoke: (input: Input, options?: CallOptions) =>
      start(input, options, (reply) => functionResult(reply, output(reply))),
  });
}
