import { cached } from '../cache';
import type { JsonPath } from '../jsonpath';
import type { Call } from './call';
import { compileCall } from './compile';
import { literalProblems } from './functions';
import { parseCall } from './parse';
import type { IntrinsicScope } from './scope';

/** A call such as `States.Format('{}', $.a)`, read and compiled. */
export interface Intrinsic {
  readonly text: string;
  /** Every path in it. */
  readonly paths: readonly JsonPath[];
  /** Every function that it calls, without `States.`, the outer first. */
  readonly functions: readonly string[];
  /** Arguments written in place that will always fail, for checks before a run; `column` is an offset in the text. */
  readonly problems: readonly { readonly message: string; readonly column: number }[];
  /**
   * @throws IntrinsicError where a function refuses its arguments (`States.IntrinsicFailure`)
   * @throws PathMissError where a path finds nothing (`States.Runtime`)
   */
  evaluate(scope: IntrinsicScope): unknown;
}

/** Whether a text is meant as a call rather than as a path. */
export function isIntrinsic(text: string): boolean {
  return text.startsWith('States.');
}

/** Reads a call. The last 1,000 are remembered. @throws IntrinsicSyntaxError */
export const parseIntrinsic: (text: string) => Intrinsic = cached({ entries: 1_000 }, (text) => {
  const call = parseCall(text);
  const calls = withNested(call);
  return {
    text,
    paths: calls.flatMap(({ args }) => args.flatMap((one) => (one.kind === 'path' ? [one.path] : []))),
    functions: calls.map(({ name }) => name),
    problems: literalProblems(call),
    evaluate: compileCall(call),
  };
});

function withNested(call: Call): Call[] {
  return [call, ...call.args.flatMap((one) => (one.kind === 'call' ? withNested(one.call) : []))];
}
