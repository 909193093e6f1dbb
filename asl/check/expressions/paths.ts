import { isIntrinsic, parseIntrinsic } from '../../intrinsics';
import { type JsonPath, parseJsonPath, parseReferencePath } from '../../jsonpath';
import type { Path } from '../../language/pointer';
import type { Place } from '../structure/place';

/** InputPath, OutputPath, ItemsPath: any path. */
export function checkInputPath(text: string, _spec: unknown, path: Path, place: Place): void {
  const { paths, problem } = readPath(text);
  if (problem === undefined) return use(paths, path, place);
  place.report.add('path', path, {}, { hint: problem.message, index: problem.column });
}

/** ResultPath: one place in the input. */
export function checkReferencePath(text: string, _spec: unknown, path: Path, place: Place): void {
  const problem = caught(() => parseReferencePath(text));
  if (problem !== undefined) refuseReference(text, problem, path, place);
}

/** A path in place of a number or time: one value, from the input or a variable. */
export function checkNumberPath(text: string, _spec: unknown, path: Path, place: Place): void {
  const { paths, problem } = readPath(text);
  const [read] = paths;
  if (problem !== undefined || read === undefined)
    return refuseReference(text, problem ?? { message: 'it is empty', column: 0 }, path, place);
  if (!read.definite)
    refuseReference(text, { message: 'it can lead to several places', column: 0 }, path, place);
  use(paths, path, place);
}

/** ErrorPath, CausePath. */
export function checkPathOrIntrinsic(text: string, _spec: unknown, path: Path, place: Place): void {
  const { paths, problem } = readPathOrCall(text);
  if (problem === undefined) return use(paths, path, place);
  const field = String(path.at(-1));
  place.report.add('templateField', path, { field }, { hint: problem.message, index: problem.column });
}

/** The value of a template's key that ends in `.$`. The service points at the object around the key. */
export function checkTemplateField(text: string, path: Path, place: Place): void {
  const { paths, problem } = readPathOrCall(text);
  if (problem === undefined) return use(paths, path, place);
  const field = String(path.at(-1));
  const hint = `${problem.message} (column ${problem.column + 1})`;
  place.report.add('templateField', path.slice(0, -1), { field }, { at: path, hint, index: problem.column });
}

interface TextProblem {
  readonly message: string;
  readonly column: number;
}

interface ReadPaths {
  readonly paths: readonly JsonPath[];
  readonly problem?: TextProblem;
}

export function readPathOrCall(text: string): ReadPaths {
  if (!isIntrinsic(text)) return readPath(text);
  let paths: readonly JsonPath[] = [];
  let wrong: TextProblem | undefined;
  const problem = caught(() => {
    const call = parseIntrinsic(text);
    paths = call.paths;
    wrong = call.problems[0];
  });
  return withProblem(paths, problem ?? wrong);
}

export function readPath(text: string): ReadPaths {
  let paths: readonly JsonPath[] = [];
  const problem = caught(() => {
    paths = [parseJsonPath(text)];
  });
  return withProblem(paths, problem);
}

function withProblem(paths: readonly JsonPath[], problem: TextProblem | undefined): ReadPaths {
  return { paths, ...(problem && { problem }) };
}

function caught(parse: () => unknown): TextProblem | undefined {
  try {
    parse();
    return undefined;
  } catch (error) {
    const { message, column = 0 } = error as Partial<TextProblem>;
    return { message: message ?? String(error), column };
  }
}

function refuseReference(text: string, { message, column }: TextProblem, path: Path, place: Place): void {
  const problem = text.startsWith('$') ? message : "Reference path didn't start with '$'";
  place.report.add('referencePath', path, { problem }, { index: column });
}

function use(paths: readonly JsonPath[], path: Path, { uses }: Place): void {
  for (const { variables } of paths) for (const name of variables) uses.push({ name, path, index: 0 });
}
