import { StateProblem, queryProblem, runtimeProblem } from '../engine/problem';
import type { FunctionGraphSettings, MapState, QueryLanguage, StateMachine } from '../language/definition';
import type { JsonObject, JsonValue } from '../language/json';
import { parseJsonPath } from '../jsonpath';
import { compilePayloadTemplate } from '../template';
import type { DataFlow } from './data-flow';
import { compileJsonataTemplate, expressionIn } from './jsonata-template';
import { compileNumber, unexpectedType } from './numbers';
import { PathView } from './path-view';
import type { BatchSettings, MachinePlan, MapPlan } from './plan';
import type { Evaluate, Scope } from './scope';

type Own = Pick<
  MapPlan,
  | 'processor'
  | 'alone'
  | 'distributed'
  | 'items'
  | 'selector'
  | 'maxConcurrency'
  | 'toleratedCount'
  | 'toleratedPercentage'
  | 'reader'
  | 'batcher'
  | 'writer'
  | 'settings'
>;

/** What a Map has of its own: https://states-language.net/#map-state. */
export function compileMap(
  name: string,
  state: MapState,
  languages: { readonly own: QueryLanguage; readonly machine: QueryLanguage },
  data: DataFlow,
  inherited: FunctionGraphSettings | undefined,
  compileMachine: (machine: StateMachine, settings: FunctionGraphSettings | undefined) => MachinePlan,
): Own {
  const language = languages.own;
  const processor = (state.ItemProcessor ?? state.Iterator) as NonNullable<MapState['ItemProcessor']>;
  const template = templateOf(language);
  const config = processor.ProcessorConfig;
  const express = config?.ExecutionType === 'EXPRESS' ? { mode: 'express' as const } : undefined;
  const settings = merge(merge(inherited, express), processor.FunctionGraph);
  const selector = state.ItemSelector ?? state.Parameters;
  const number = (
    field: 'MaxConcurrency' | 'ToleratedFailureCount' | 'ToleratedFailurePercentage',
    kind: 'integer' | 'float',
    check?: (value: number) => string | undefined,
  ) =>
    compileNumber({ name: field, kind, ...(check && { check }) }, state[field], state[`${field}Path`], data);
  const toleratedCount = number('ToleratedFailureCount', 'integer', (value) =>
    value < 0 ? 'ToleratedFailureCount cannot be negative.' : undefined,
  );
  const toleratedPercentage = number('ToleratedFailurePercentage', 'float', (value) =>
    value < 0 || value > 100 ? 'ToleratedFailurePercentage must be between 0 and 100.' : undefined,
  );
  const reader = compileReader(state, data, template);
  const batcher = compileBatcher(state, data, template);
  const writer = compileWriter(state, template);
  return {
    processor: compileMachine(processor, settings),
    alone: mapAlone(name, state, languages, inherited),
    distributed: config?.Mode === 'DISTRIBUTED',
    items: compileItems(state, language, data),
    maxConcurrency:
      number('MaxConcurrency', 'integer', (value) =>
        value < 0 ? 'MaxConcurrency cannot be negative.' : undefined,
      ) ?? (() => 0),
    ...(settings !== undefined && { settings }),
    ...(selector !== undefined && { selector: template(selector, 'ItemSelector', data) }),
    ...(toleratedCount !== undefined && { toleratedCount }),
    ...(toleratedPercentage !== undefined && { toleratedPercentage }),
    ...(reader !== undefined && { reader }),
    ...(batcher !== undefined && { batcher }),
    ...(writer !== undefined && { writer }),
  };
}

/** What a chunk of its items needs of a Map, as a machine that inherits what the Map does. */
function mapAlone(
  name: string,
  state: MapState,
  languages: { readonly own: QueryLanguage; readonly machine: QueryLanguage },
  settings: FunctionGraphSettings | undefined,
): StateMachine {
  const { ItemProcessor, Iterator, ItemSelector, Parameters, InputPath } = state;
  const alone: MapState = {
    Type: 'Map',
    QueryLanguage: languages.own,
    ...(ItemProcessor !== undefined && { ItemProcessor }),
    ...(Iterator !== undefined && { Iterator }),
    ...(ItemSelector !== undefined && { ItemSelector }),
    ...(Parameters !== undefined && { Parameters }),
    ...(InputPath !== undefined && { InputPath }),
    End: true,
  };
  return {
    StartAt: name,
    States: { [name]: alone },
    QueryLanguage: languages.machine,
    ...(settings !== undefined && { FunctionGraph: settings }),
  };
}

export function merge(
  outer: FunctionGraphSettings | undefined,
  inner: FunctionGraphSettings | undefined,
): FunctionGraphSettings | undefined {
  return outer === undefined || inner === undefined ? (inner ?? outer) : { ...outer, ...inner };
}

type CompileTemplate = (value: JsonValue, field: string, data: DataFlow) => Evaluate<JsonValue>;

function templateOf(language: QueryLanguage): CompileTemplate {
  if (language === 'JSONata') return (value, field) => compileJsonataTemplate(value, field);
  return (value, field, data) => {
    const compiled = compilePayloadTemplate(value, field);
    return (scope) => compiled.evaluate(new PathView(data.effectiveInput(scope), scope.around)) as JsonValue;
  };
}

function compileItems(
  state: MapState,
  language: QueryLanguage,
  data: DataFlow,
): Evaluate<readonly JsonValue[]> {
  if (language === 'JSONata') {
    const { Items } = state;
    if (Items === undefined) {
      return ({ input }) => {
        if (Array.isArray(input)) return input as readonly JsonValue[];
        throw queryProblem(`Map state input must be an array but was: ${JSON.stringify(input)}`);
      };
    }
    const evaluate = compileJsonataTemplate(Items, 'Items');
    const expression = typeof Items === 'string' ? (expressionIn(Items) ?? Items) : JSON.stringify(Items);
    return (scope) => {
      const value = evaluate(scope);
      if (Array.isArray(value)) return value as readonly JsonValue[];
      throw unexpectedType(expression, 'Items', 'array', value);
    };
  }
  const text = state.ItemsPath ?? '$';
  const path = parseJsonPath(text);
  return (scope: Scope) => {
    const view = new PathView(data.effectiveInput(scope), scope.around);
    const value = path.evaluate(view);
    if (value === undefined)
      throw runtimeProblem(`Invalid path '${text}' : ${path.describeMiss(view)}`, 'ItemsPath');
    if (!Array.isArray(value))
      throw new StateProblem(
        'States.Runtime',
        `Reference path "${text.replace(/^\$\$/, '$')}" must point to array.`,
        'ItemsPath',
        true,
      );
    scope.around.tell?.('afterItemsPath', value as JsonValue);
    return value as readonly JsonValue[];
  };
}

function compileReader(state: MapState, data: DataFlow, template: CompileTemplate): Own['reader'] {
  const reader = state.ItemReader;
  if (reader === undefined) return undefined;
  const { MaxItems, MaxItemsPath, ...rest } = reader.ReaderConfig ?? {};
  const config = template(rest, 'ItemReader/ReaderConfig', data);
  const maxItems = compileNumber({ name: 'MaxItems', kind: 'integer' }, MaxItems, MaxItemsPath, data);
  return {
    resource: reader.Resource,
    arguments: template(reader.Arguments ?? reader.Parameters ?? {}, 'ItemReader', data),
    config: (scope) => ({
      ...(config(scope) as JsonObject),
      ...(maxItems !== undefined && { MaxItems: maxItems(scope) }),
    }),
  };
}

function compileBatcher(
  state: MapState,
  data: DataFlow,
  template: CompileTemplate,
): Evaluate<BatchSettings> | undefined {
  const batcher = state.ItemBatcher;
  if (batcher === undefined) return undefined;
  const size = (name: 'MaxItemsPerBatch' | 'MaxInputBytesPerBatch') =>
    compileNumber(
      {
        name,
        kind: 'integer',
        check: (value) => (value <= 0 ? `field ${name} must be positive` : undefined),
      },
      batcher[name],
      batcher[`${name}Path`],
      data,
    );
  const maxItems = size('MaxItemsPerBatch');
  const maxBytes = size('MaxInputBytesPerBatch');
  const { BatchInput } = batcher;
  const batchInput =
    BatchInput === undefined ? undefined : template(BatchInput, 'ItemBatcher/BatchInput', data);
  return (scope) => ({
    ...(maxItems !== undefined && { maxItems: maxItems(scope) }),
    ...(maxBytes !== undefined && { maxBytes: maxBytes(scope) }),
    ...(batchInput !== undefined && { batchInput: batchInput(scope) }),
  });
}

function compileWriter(state: MapState, template: CompileTemplate): Own['writer'] {
  const writer = state.ResultWriter;
  if (writer === undefined) return undefined;
  const identity: DataFlow = {
    language: 'JSONPath',
    effectiveInput: ({ input }) => input,
    arguments: ({ input }) => input,
    output: ({ input }) => input,
  };
  return {
    ...(writer.Resource !== undefined && { resource: writer.Resource }),
    arguments: template(writer.Arguments ?? writer.Parameters ?? {}, 'ResultWriter', identity),
    config: writer.WriterConfig ?? {},
  };
}
