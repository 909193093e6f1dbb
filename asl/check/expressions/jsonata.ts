import { compileJsonata, type JsonataProgram } from '../../jsonata';
import type { Path } from '../../language/pointer';
import { didYouMean } from '../nearest';
import type { Place } from '../structure/place';

const OPEN = '{%';
const CLOSE = '%}';

/** Whether a value is an expression of a JSONata state: blanks around it would make it plain text. */
export function isExpression(text: string): boolean {
  return text.length >= OPEN.length + CLOSE.length && text.startsWith(OPEN) && text.endsWith(CLOSE);
}

/** A text in a JSONata template: an expression, plain text (also what blanks around it make of one), or half of an expression. */
export function checkText(text: string, path: Path, place: Place): void {
  if (isExpression(text)) checkExpression(text, path, place);
  else if (isHalf(text)) place.report.add('unclosedExpression', path, {});
}

function isHalf(text: string): boolean {
  return text.startsWith(OPEN) ? !text.includes(CLOSE) : text.endsWith(CLOSE) && !text.includes(OPEN);
}

/** An expression: its syntax, and what it reads. */
export function checkExpression(text: string, path: Path, place: Place): void {
  const program = compile(text, path, place);
  if (program === undefined) return;
  const { report } = place;
  for (const { text: name, position } of program.rootUses)
    report.add('jsonataTopLevel', path, { name }, { index: OPEN.length + position, hint: inputHint(name) });
  for (const { name, position } of program.unknownFunctions)
    report.add('unknownJsonataFunction', path, { name }, { index: OPEN.length + position });
  for (const { name, path: members, position } of program.references) {
    const index = OPEN.length + position;
    if (name === 'states') checkStates(members, index, path, place);
    else place.uses.push({ name, path, index });
  }
}

function compile(text: string, path: Path, { report }: Place): JsonataProgram | undefined {
  const source = text.slice(OPEN.length, -CLOSE.length);
  try {
    return compileJsonata(source);
  } catch (error) {
    const { message, position = 0 } = error as Error & { readonly position?: number };
    const index = OPEN.length + position;
    report.add(
      'jsonataSyntax',
      path,
      { problem: message },
      { index, hint: `Column ${index + 1} of the text.` },
    );
    return undefined;
  }
}

const MEMBERS = ['input', 'result', 'errorOutput', 'context'];

function checkStates(members: readonly string[], index: number, path: Path, place: Place): void {
  const [member] = members;
  if (member === undefined || member === 'input' || member === 'context') return;
  const { result, errorOutput } = place.offers;
  if ((member === 'result' && result) || (member === 'errorOutput' && errorOutput)) return;
  const field = String(path.slice((place.state?.path ?? []).length)[0] ?? '');
  const hint =
    member === 'result'
      ? 'Only Output and Assign of a Task, Parallel or Map state have a result.'
      : member === 'errorOutput'
        ? 'Only Output and Assign of a Catch have an error output.'
        : (didYouMean(member, MEMBERS) ?? `$states has ${MEMBERS.join(', ')}.`);
  place.report.add('jsonataUnavailable', path, { name: `$states.${member}`, field }, { index, hint });
}

function inputHint(name: string): string | undefined {
  if (name === '$' || name === '$$') return 'There is no context item here: write $states.input.';
  return /^\w+$/.test(name)
    ? `Write $states.input.${name} for a field of the input, or $${name} for a variable.`
    : undefined;
}
