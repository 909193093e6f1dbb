import type { FunctionGraphSettings, MapState, QueryLanguage, StateMachine } from '../language/definition';
import type { DataFlow } from './data-flow';
import { compileItems } from './map-items';
import { compileBatcher, compileReader, compileWriter } from './map-storage';
import { templateOf } from './map-template';
import { compileNumber } from './numbers';
import type { MachinePlan, MapPlan } from './plan';
import { merge } from './settings';

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
