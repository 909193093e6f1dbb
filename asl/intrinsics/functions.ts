import type { Call } from './call';
import { ARRAY_FUNCTIONS } from './array-functions';
import { MATH_FUNCTIONS } from './math-functions';
import { argumentProblem, countProblem, type IntrinsicFunction } from './signature';
import { TEXT_FUNCTIONS } from './text-functions';

/** https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html; rounding and formatting as recorded there. */
const FUNCTIONS: Readonly<Record<string, IntrinsicFunction>> = {
  ...ARRAY_FUNCTIONS,
  ...TEXT_FUNCTIONS,
  ...MATH_FUNCTIONS,
};

/** The names after `States.`. */
export const INTRINSIC_NAMES: readonly string[] = Object.keys(FUNCTIONS);

export function findFunction(name: string): IntrinsicFunction | undefined {
  return Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
}

/** Why no such call can exist, or undefined: an unknown function, or too few or too many arguments. */
export function checkCall(call: Call): string | undefined {
  const fn = findFunction(call.name);
  if (fn === undefined) {
    return `There is no function States.${call.name}; there are ${INTRINSIC_NAMES.join(', ')}`;
  }
  const problem = countProblem(fn, call.args.length);
  return problem === undefined ? undefined : `States.${call.name} ${problem}`;
}

/** Arguments written in place that the function will always refuse. */
export function literalProblems(call: Call): { message: string; column: number }[] {
  const fn = findFunction(call.name);
  return call.args.flatMap((argument, at) => {
    if (argument.kind === 'call') return literalProblems(argument.call);
    if (argument.kind !== 'literal' || fn === undefined) return [];
    const problem = argumentProblem(fn, at, argument.value);
    return problem === undefined
      ? []
      : [{ message: `States.${call.name} ${problem}`, column: argument.column }];
  });
}
