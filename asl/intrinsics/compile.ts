import { PathMissError } from '../jsonpath';
import type { Argument, Call } from './call';
import { findFunction } from './functions';
import type { IntrinsicScope } from './scope';
import { checkArguments } from './signature';

type Evaluate = (scope: IntrinsicScope) => unknown;

export function compileCall(call: Call): Evaluate {
  const fn = findFunction(call.name);
  if (fn === undefined) throw new TypeError(`There is no function States.${call.name}`);
  const args = call.args.map((argument, at) => compileArgument(argument, call.name === 'Format' && at === 0));
  return (scope) =>
    fn.call(
      checkArguments(
        call.name,
        fn,
        args.map((evaluate) => evaluate(scope)),
      ),
      scope,
    );
}

/** Format itself reads the escapes of its template: an escaped `\{\}` is no place for a value. */
function compileArgument(argument: Argument, template: boolean): Evaluate {
  if (argument.kind === 'call') return compileCall(argument.call);
  if (argument.kind === 'literal') {
    const value = template ? (argument.raw ?? argument.value) : argument.value;
    return () => value;
  }
  const { path } = argument;
  return (scope) => {
    const value = path.evaluate(scope);
    if (value === undefined) throw new PathMissError(path.text);
    return value;
  };
}
