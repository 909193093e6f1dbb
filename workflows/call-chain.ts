import { checkOptionKeys, type FunctionOptions, type Mode } from './function-options';
import { expressChain } from './express-chain';
import { defineFunction, type FunctionGraphFunction } from './define-function';
import { refusal } from './step-failure';

/** Input of the workflow {@link callChain}: plain JSON, so that it can be started from anywhere, without code. */
export interface CallChainInput {
  /** Version of this form. Default 1. */
  readonly v?: 1;
  /** Functions in their order: a name, `package:name`, a URN, or one of these as `fn` with options. */
  readonly functions: readonly (string | ({ readonly fn: string } & FunctionOptions))[];
  /** Mode of all functions that do not say their own; `express`: all in one activity. Default `standard`. */
  readonly mode?: Mode | 'express';
  /** What the first function gets. Default `null`. */
  readonly input?: unknown;
}

/**
 * A workflow that calls functions one after the other, each with the output of the one before, and returns the last
 * output. For chains that need no workflow code: `temporal workflow start --type callChain --input '{"functions":["a","b"]}'`.
 */
export async function callChain(input: CallChainInput): Promise<unknown> {
  const steps = readInput(input);
  if (input.mode === 'express') return express(steps)(input.input ?? null);
  let value: unknown = input.input ?? null;
  for (const step of steps) value = await step(value);
  return value;
}

const KEYS = ['v', 'functions', 'mode', 'input'];

function readInput(input: unknown): FunctionGraphFunction<unknown, unknown>[] {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw refused('the input must be an object such as {"functions": ["check-order", "price"], "input": {}}');
  }
  const unknown = Object.keys(input).find((key) => !KEYS.includes(key));
  if (unknown !== undefined) throw refused(`unknown key "${unknown}"; known are ${KEYS.join(', ')}`);
  const { v = 1, functions, mode } = input as Partial<CallChainInput>;
  if (v !== 1)
    throw refused(`version ${JSON.stringify(v)} of the input is not known here; leave v out or give 1`);
  if (!Array.isArray(functions) || functions.length === 0) {
    throw refused('functions must list at least one function, for example ["check-order", "price"]');
  }
  return functions.map((entry: unknown, index) => {
    try {
      return readFunction(entry, mode);
    } catch (error) {
      throw refused(`functions[${index}]: ${(error as Error).message}`);
    }
  });
}

function express(
  steps: readonly FunctionGraphFunction<unknown, unknown>[],
): (input: unknown) => Promise<unknown> {
  try {
    return expressChain(
      steps.map(({ definition }) => definition),
      {},
    );
  } catch (error) {
    throw refused((error as Error).message);
  }
}

function readFunction(entry: unknown, mode: CallChainInput['mode']): FunctionGraphFunction<unknown, unknown> {
  const { fn, ...options } = (typeof entry === 'string' ? { fn: entry } : (entry ?? {})) as {
    fn?: unknown;
  } & FunctionOptions;
  if (typeof fn !== 'string') throw new TypeError('must be a name, a URN, or an object with "fn"');
  checkOptionKeys(fn, options);
  return defineFunction({ name: fn, ...(mode !== undefined && mode !== 'express' && { mode }), ...options });
}

function refused(problem: string): Error {
  return refusal('InvalidRequest', 'INVALID_INPUT', `callChain: ${problem.replace(/\.$/, '')}.`);
}
