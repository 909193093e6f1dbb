import type { JsonObject } from '../language/json';
import { isObject } from '../language/values';
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
import type { Report } from './report';
import { checkState } from './structure/check-state';
import { checkStructure } from './structure/check-structure';
import type { VariableUse } from './structure/place';

/** Checks a definition that was read already; without its text, findings have no lines. */
export function checkParsed(definition: unknown, report: Report, options: CheckOptions): void {
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
