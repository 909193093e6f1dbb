import type { MapState } from '../language/definition';
import type { JsonObject } from '../language/json';
import type { DataFlow } from './data-flow';
import type { CompileTemplate } from './map-template';
import { compileNumber } from './numbers';
import type { BatchSettings, MapPlan } from './plan';
import type { Evaluate } from './scope';

export function compileReader(state: MapState, data: DataFlow, template: CompileTemplate): MapPlan['reader'] {
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

export function compileBatcher(
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

export function compileWriter(state: MapState, template: CompileTemplate): MapPlan['writer'] {
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
