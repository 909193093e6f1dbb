import type { ItemBatcher, ItemReader, MapState, ResultWriter } from '../definition';
import type { FieldSpec, Structure, StructureOf } from './field-spec';
import {
  anyState,
  assign,
  flow,
  jsonataTemplate,
  jsonPathTemplate,
  numberPath,
  output,
  pathFields,
  recovering,
  resultFields,
} from './shared-fields';

function count(about: string, max?: number): FieldSpec {
  return {
    about,
    value: { is: 'integer', min: 0, ...(max !== undefined && { max }) },
    expression: true,
  };
}

export const map: StructureOf<MapState> = {
  about: 'Runs a state machine for each item of a list.',
  fields: {
    Type: { about: 'The type of the state.', value: { is: 'text' }, required: true },
    ItemProcessor: {
      about: 'The machine that runs for each item.',
      value: { is: 'structure', of: 'ItemProcessor' },
    },
    Iterator: {
      about: 'The old name of ItemProcessor.',
      value: { is: 'structure', of: 'ItemProcessor' },
    },
    ...anyState,
    ...pathFields,
    ...flow,
    Assign: assign,
    Output: output,
    Items: jsonataTemplate('The list. Default: the input.'),
    ItemsPath: {
      about: 'Where the list stands. Default `$`.',
      value: { is: 'path' },
      only: 'JSONPath',
    },
    ItemSelector: { about: 'What each item becomes. Default: the item.', value: { is: 'template' } },
    Parameters: jsonPathTemplate('The old name of ItemSelector.'),
    MaxConcurrency: count('How many items at once; 0: no limit.'),
    MaxConcurrencyPath: numberPath('Where in the input MaxConcurrency stands.'),
    ItemReader: {
      about: 'Reads the items from object storage, instead of the input.',
      value: { is: 'structure', of: 'ItemReader' },
    },
    ItemBatcher: {
      about: 'Hands several items to one run of the processor.',
      value: { is: 'structure', of: 'ItemBatcher' },
    },
    ResultWriter: {
      about: 'Writes the results to object storage, or says what of them is the output.',
      value: { is: 'structure', of: 'ResultWriter' },
    },
    ToleratedFailureCount: count('How many items may fail.'),
    ToleratedFailureCountPath: numberPath('Where in the input ToleratedFailureCount stands.'),
    ToleratedFailurePercentage: {
      about: 'Which share of the items may fail, 0 to 100.',
      value: { is: 'number', min: 0, max: 100 },
      expression: true,
    },
    ToleratedFailurePercentagePath: numberPath('Where in the input ToleratedFailurePercentage stands.'),
    Label: { about: 'A name for the runs of a distributed map.', value: { is: 'text', maxLength: 40 } },
    ...resultFields,
    ...recovering,
  },
  exactlyOne: [
    ['ItemProcessor', 'Iterator'],
    ['Next', 'End'],
  ],
  atMostOne: [
    ['ItemSelector', 'Parameters'],
    ['MaxConcurrency', 'MaxConcurrencyPath'],
    ['ToleratedFailureCount', 'ToleratedFailureCountPath'],
    ['ToleratedFailurePercentage', 'ToleratedFailurePercentagePath'],
  ],
};

export const itemReader: StructureOf<ItemReader> = {
  about: 'Where the items of a map come from.',
  fields: {
    Resource: {
      about: 'The operation that reads.',
      value: { is: 'resource', of: 'reader' },
      required: true,
    },
    Parameters: jsonPathTemplate('Bucket and Key or Prefix.'),
    Arguments: jsonataTemplate('Bucket and Key or Prefix.'),
    ReaderConfig: { about: 'How to read it.', value: { is: 'structure', of: 'ReaderConfig' } },
  },
};

export const readerConfig: StructureOf<NonNullable<ItemReader['ReaderConfig']>> = {
  about: 'How items are read.',
  fields: {
    InputType: {
      about: "The file's format.",
      value: { is: 'text', values: ['CSV', 'JSON', 'JSONL', 'PARQUET', 'MANIFEST'] },
    },
    CSVHeaderLocation: {
      about: 'Where the names of the columns stand.',
      value: { is: 'text', values: ['FIRST_ROW', 'GIVEN'] },
    },
    CSVHeaders: { about: 'The names of the columns, if GIVEN.', value: { is: 'textList', min: 0 } },
    CSVDelimiter: {
      about: 'What stands between two cells.',
      value: { is: 'text', values: ['COMMA', 'PIPE', 'SEMICOLON', 'SPACE', 'TAB'] },
    },
    MaxItems: count('How many items to read; 0: all.', 100_000_000),
    MaxItemsPath: numberPath('Where in the input MaxItems stands.'),
    ItemsPointer: {
      about: 'Where in a JSON file the items stand. Not supported here.',
      value: { is: 'text' },
    },
    Transformation: {
      about: 'Whether listed objects are read too. Not supported here but NONE.',
      value: { is: 'text', values: ['NONE', 'LOAD_AND_FLATTEN'] },
    },
    ManifestType: {
      about: 'The kind of a manifest. Not supported here.',
      value: { is: 'text', values: ['ATHENA_DATA', 'S3_INVENTORY'] },
    },
  },
  atMostOne: [['MaxItems', 'MaxItemsPath']],
};

export const itemBatcher: StructureOf<ItemBatcher> = {
  about: 'How many items one run of the processor gets.',
  fields: {
    BatchInput: { about: 'What each batch gets beside its items.', value: { is: 'template' } },
    MaxItemsPerBatch: count('Items in a batch.'),
    MaxItemsPerBatchPath: numberPath('Where in the input MaxItemsPerBatch stands.'),
    MaxInputBytesPerBatch: count('Bytes of a batch, at most 262144.', 262_144),
    MaxInputBytesPerBatchPath: numberPath('Where in the input MaxInputBytesPerBatch stands.'),
  },
  atMostOne: [
    ['MaxItemsPerBatch', 'MaxItemsPerBatchPath'],
    ['MaxInputBytesPerBatch', 'MaxInputBytesPerBatchPath'],
  ],
};

export const resultWriter: StructureOf<ResultWriter> = {
  about: 'Where the results of a map go. Without a Resource: into its output.',
  fields: {
    Resource: {
      about: 'The operation that writes.',
      value: { is: 'resource', of: 'writer' },
    },
    Parameters: jsonPathTemplate('Bucket and Prefix.'),
    Arguments: jsonataTemplate('Bucket and Prefix.'),
    WriterConfig: { about: 'What of the results, and how.', value: { is: 'structure', of: 'WriterConfig' } },
  },
  atLeastOne: [['Resource', 'WriterConfig']],
};

export const writerConfig: Structure = {
  about: 'How results are written.',
  fields: {
    OutputType: { about: "The file's format.", value: { is: 'text', values: ['JSON', 'JSONL'] } },
    Transformation: {
      about: 'What is kept of each result.',
      value: { is: 'text', values: ['NONE', 'COMPACT', 'FLATTEN'] },
    },
  },
};
