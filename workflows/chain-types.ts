import type { CallOptions, ChainOptions } from './function-options';

type Link<Input, Output> = (input: Input, options?: CallOptions) => Promise<Output>;

/** What TypeScript shows where a link does not take what the one before returns. */
export interface OutputDoesNotFitInput<Output, Input> {
  readonly theOutputBefore: Output;
  readonly doesNotFitTheInput: Input;
}

type InputOf<Function> = Function extends (input: infer Input, ...rest: never) => unknown ? Input : never;
type OutputOf<Function> = Function extends (...args: never) => Promise<infer Output> ? Output : never;

/** The arguments of `chain` as they have to be: links that fit, then perhaps options. */
export type ChainArguments<Arguments extends readonly unknown[]> = Arguments extends readonly [
  infer First,
  ...infer Rest,
]
  ? readonly [
      First extends Link<never, unknown> ? First : Link<never, unknown>,
      ...Following<OutputOf<First>, Rest>,
    ]
  : number extends Arguments['length']
    ? Arguments
    : readonly [Link<never, unknown>];

type Following<Output, Rest extends readonly unknown[]> = Rest extends readonly [infer Next, ...infer Further]
  ? Next extends Link<never, unknown>
    ? readonly [Fitting<Output, Next>, ...Following<OutputOf<Next>, Further>]
    : Further extends readonly []
      ? readonly [ChainOptions]
      : readonly [Link<Output, unknown>, ...Following<unknown, Further>]
  : readonly [];

type Fitting<Output, Next> = [Output] extends [InputOf<Next>]
  ? Next
  : OutputDoesNotFitInput<Output, InputOf<Next>>;

export type ChainInput<Arguments extends readonly unknown[]> = InputOf<Arguments[0]>;

export type ChainOutput<Arguments extends readonly unknown[]> = Arguments extends readonly [
  ...infer Before,
  infer Last,
]
  ? Last extends Link<never, unknown>
    ? OutputOf<Last>
    : ChainOutput<Before>
  : never;
