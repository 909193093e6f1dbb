import { found, machineOf, only } from './machine';

const arn = (action: string) => `arn:aws:states:::s3:${action}`;

const map = (reader: string, writer: string) =>
  machineOf({
    Type: 'Map',
    ItemReader: {
      Resource: reader,
      Parameters: { Bucket: 'b', Key: 'k' },
      ReaderConfig: { InputType: 'JSON' },
    },
    ResultWriter: { Resource: writer, Parameters: { Bucket: 'b', Prefix: 'p' } },
    ItemProcessor: {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
      StartAt: 'B',
      States: { B: { Type: 'Succeed' } },
    },
  });

test.each([
  [arn('getObject'), arn('putObject')],
  [arn('listObjectsV2'), 'obs:putObject'],
  ['obs:getObject', 's3:putObject'],
  ['s3:listObjectsV2', arn('putObject')],
])('%s reads and %s writes', (reader, writer) => {
  expect(found(map(reader, writer))).toEqual([]);
});

test.each([
  [arn('putObject'), arn('putObject'), '/States/A/ItemReader/Resource', 'obs:getObject or obs:listObjectsV2'],
  [arn('getObject'), 'obs:getObject', '/States/A/ResultWriter/Resource', 'obs:putObject'],
  ['resize', arn('putObject'), '/States/A/ItemReader/Resource', 'obs:getObject'],
])('%s and %s are refused: one does nothing of the kind', (reader, writer, path, hint) => {
  const finding = only(map(reader, writer));
  expect(finding).toMatchObject({ code: 'INVALID_RESOURCE', severity: 'error', path });
  expect(finding.hint).toContain(hint);
});

test('a strict check takes the names of the language itself only', () => {
  expect(found(map(arn('getObject'), arn('putObject')), { strict: true })).toEqual([]);
  expect(only(map('obs:getObject', arn('putObject')), { strict: true })).toMatchObject({
    path: '/States/A/ItemReader/Resource',
    hint: expect.stringContaining(arn('getObject')),
  });
});

const writing = (writer: object, machine: object = {}) =>
  machineOf(
    {
      Type: 'Map',
      ResultWriter: writer,
      ItemProcessor: { StartAt: 'B', States: { B: { Type: 'Succeed' } } },
    },
    machine,
  );

describe('a ResultWriter without a Resource', () => {
  test('says what of the results is the output, inside an express machine, too', () => {
    const flat = { WriterConfig: { Transformation: 'FLATTEN', OutputType: 'JSON' } };
    expect(found(writing(flat))).toEqual([]);
    expect(found(writing(flat, { FunctionGraph: { mode: 'express' } }))).toEqual([]);
  });

  test('has to say something', () => {
    expect(only(writing({}))).toMatchObject({
      message: 'One of these fields is required: [Resource, WriterConfig]',
      path: '/States/A/ResultWriter',
    });
  });

  test('writes nowhere, whatever bucket it names', () => {
    expect(only(writing({ WriterConfig: {}, Parameters: { Bucket: 'b' } }))).toMatchObject({
      message: 'These fields are required: [Resource]',
      path: '/States/A/ResultWriter',
    });
  });
});
