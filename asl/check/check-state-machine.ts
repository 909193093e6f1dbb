import type { JsonObject } from '../language/json';
import { pointerOf } from '../language/pointer';
import { isObject } from '../language/values';
import { readDefinition, type ReadDefinition } from '../read';
import { RULES } from './codes';
import type { Diagnostic } from './diagnostic';
import { checkGraph } from './graph/check-graph';
import { checkNames } from './graph/names';
import { machinesOf, type State } from './machines';
import { checkMap } from './meaning/map';
import { checkRules, raisedNames } from './meaning/rules';
import { checkStrict } from './meaning/strict';
import { checkTask } from './meaning/task';
import { checkVariables } from './meaning/variables';
import type { CheckOptions } from './options';
import { MAX_DEPTH, plainJson } from './plain-json';
import { Report } from './report';
import { checkState } from './structure/check-state';
import { checkStructure } from './structure/check-structure';
import type { VariableUse } from './structure/place';

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
    checkValue(definition, report, options);
    return report.diagnostics;
  }
  const source = readDefinition(definition, options);
  const report = new Report(strict, source);
  for (const problem of source.problems) reportText(problem, source, report);
  if (source.value !== undefined) checkValue(source.value, report, options);
  return report.diagnostics;
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

function checkValue(definition: unknown, report: Report, options: CheckOptions): void {
  const plain = plainJson(definition);
  if ('value' in plain) {
    if (isObject(plain.value)) checkDefinition(plain.value, report, options);
    else report.add('notAnObject', [], {});
  } else if (plain.tooDeep) report.add('nested', plain.path, { limit: MAX_DEPTH });
  else report.add('notJson', plain.path, { problem: plain.problem });
}

function checkDefinition(definition: JsonObject, report: Report, options: CheckOptions): void {
  const machines = machinesOf(definition);
  const uses = new Map<State, VariableUse[]>();
  const raised = raisedNames(machines.flatMap(({ states }) => [...states.values()]));
  const elsewhere = new Set(machines.flatMap(({ states }) => [...states.keys()]));
  for (const machine of machines) {
    const language = definition['QueryLanguage'] === 'JSONata' ? 'JSONata' : 'JSONPath';
    checkStructure(machine.value, machine.kind, machine.path, {
      report,
      options,
      language,
      offers: { result: false, errorOutput: false },
      uses: [],
    });
    for (const state of machine.states.values()) {
      uses.set(state, checkState(state, language, report, options));
      checkRules(state, raised, report);
      if (state.type === 'Task') checkTask(state, report, options);
      if (state.type === 'Map') checkMap(state, report, options);
    }
    checkGraph(machine, report, elsewhere);
  }
  checkNames(machines, report);
  if (options.strict === true) checkStrict(machines, report);
  const [root] = machines;
  if (root !== undefined) checkVariables(root, (state) => uses.get(state) ?? [], report);
}
