import { pointerOf } from '../language/pointer';
import { readDefinition, type ReadDefinition } from '../read';
import { checkParsed } from './check-parsed';
import { RULES } from './codes';
import type { Diagnostic } from './diagnostic';
import type { CheckOptions } from './options';
import { Report } from './report';

/**
 * Finds what the service refuses in a state machine, and what a user wants to know before a run.
 * docs/diagnostics.md lists the codes. Never throws.
 *
 * @param definition the text (JSON where it begins with `{`, else YAML), or the parsed definition. Only a text has lines.
 * @returns in the order of the text; no `error` among them: the definition can be run
 */
export function checkStateMachine(definition: string | object, options: CheckOptions = {}): Diagnostic[] {
  const { strict = false } = options;
  if (typeof definition !== 'string') {
    const report = new Report(strict);
    checkParsed(definition, report, options);
    return report.diagnostics;
  }
  const source = readDefinition(definition, options);
  const report = new Report(strict, source);
  for (const problem of source.problems) reportText(problem, source, report);
  if (typeof source.value === 'string' && !isJson(definition))
    report.add('invalidJson', [], { problem: 'this is plain text' });
  else if (source.value !== undefined) checkParsed(source.value, report, options);
  return report.diagnostics;
}

/** Text without quotes is a value of YAML, and none of JSON. */
function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function reportText(
  { kind, message, path, line, column }: ReadDefinition['problems'][number],
  { format }: ReadDefinition,
  report: Report,
): void {
  const place = { path: pointerOf(path), line, column };
  if (kind === 'syntax') {
    const { code, severity, text } = format === 'json' ? RULES.invalidJson : RULES.invalidYaml;
    report.put({ code, severity, message: text.replace('<problem>', () => message), ...place });
  } else {
    const isState = path.at(-2) === 'States';
    const { code, severity, text } = isState ? RULES.duplicateState : RULES.duplicateKey;
    report.put({ code, severity, message: text.replace(/<\w+>/, () => message), ...place });
  }
}
