import type { Path } from '../../language/pointer';
import { functionNameIn, functionReferenceProblem, MAX_FUNCTION_NAME } from '../../resources';
import { didYouMean } from '../nearest';
import type { CheckOptions } from '../options';
import type { Report } from '../report';

/** That a name can be a function's, and stands in the list of functions where one is given. */
export function checkFunctionName(
  name: string,
  path: Path,
  report: Report,
  { functions }: CheckOptions,
): void {
  const problem = functionReferenceProblem(name);
  if (problem !== undefined) {
    report.add('functionName', path, { name, problem });
    return;
  }
  if (functionNameIn(name).length > MAX_FUNCTION_NAME)
    report.add('longFunctionName', path, { name: functionNameIn(name) });
  // A URN or a name with its package needs no list.
  if (functions === undefined || name.includes(':') || Object.hasOwn(functions, name)) return;
  const hint =
    didYouMean(name, Object.keys(functions)) ??
    'It will be called as the function of that name in your project: add it to the list, or check its spelling.';
  report.add('unknownFunction', path, { name }, { hint });
}
