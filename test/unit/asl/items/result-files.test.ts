import { planWriter, type MapItemResult } from '../../../../asl/items/map-results';
import { manifest, resultFiles } from '../../../../asl/items/result-files';

const RESULTS: readonly MapItemResult[] = [
  {
    status: 'SUCCEEDED',
    name: 'n0',
    id: 'w/Map[0]',
    input: { a: 'é' },
    output: [1, [2]],
    startMs: 0,
    stopMs: 1500,
  },
  {
    status: 'FAILED',
    name: 'n1',
    id: 'w/Map[1]',
    input: 1,
    error: 'Bad',
    cause: 'it was bad',
    startMs: 0,
    stopMs: 1,
  },
  { status: 'SUCCEEDED', name: 'n2', id: 'w/Map[2]', input: null, output: { b: true } },
  { status: 'PENDING', name: 'n3', id: 'w/Map[3]', input: 'later' },
];
const folder = { bucket: 'out', prefix: '/jobs/', run: 'run-1' };

function contents(config: Parameters<typeof planWriter>[0]): Record<string, string> {
  const { toWrite } = resultFiles(RESULTS, 0, folder, planWriter(config));
  return Object.fromEntries(toWrite.map(({ key, body }) => [key, body]));
}

test('results are written by status, with all that is known of each execution', () => {
  const files = contents({});
  expect(Object.keys(files)).toEqual([
    'jobs/run-1/FAILED_0.json',
    'jobs/run-1/PENDING_0.json',
    'jobs/run-1/SUCCEEDED_0.json',
  ]);
  const included = { Included: true };
  expect(JSON.parse(files['jobs/run-1/SUCCEEDED_0.json'] ?? '')).toEqual([
    {
      ExecutionArn: 'w/Map[0]',
      Name: 'n0',
      Status: 'SUCCEEDED',
      Input: '{"a":"é"}',
      InputDetails: included,
      Output: '[1,[2]]',
      OutputDetails: included,
      StartDate: '1970-01-01T00:00:00.000Z',
      StopDate: '1970-01-01T00:00:01.500Z',
    },
    {
      ExecutionArn: 'w/Map[2]',
      Name: 'n2',
      Status: 'SUCCEEDED',
      Input: 'null',
      InputDetails: included,
      Output: '{"b":true}',
      OutputDetails: included,
    },
  ]);
  expect(JSON.parse(files['jobs/run-1/FAILED_0.json'] ?? '')).toMatchObject([
    { Name: 'n1', Status: 'FAILED', Error: 'Bad', Cause: 'it was bad' },
  ]);
  expect(JSON.parse(files['jobs/run-1/PENDING_0.json'] ?? '')).toMatchObject([
    { Status: 'PENDING', Input: '"later"' },
  ]);
});

test('COMPACT writes bare outputs, FLATTEN the elements of lists, and failures stay as they are', () => {
  const succeeded = (Transformation: string) =>
    JSON.parse(contents({ Transformation })['jobs/run-1/SUCCEEDED_0.json'] ?? '') as unknown;
  expect(succeeded('COMPACT')).toEqual([[1, [2]], { b: true }]);
  expect(succeeded('FLATTEN')).toEqual([1, [2], { b: true }]);
  expect(contents({ Transformation: 'FLATTEN' })['jobs/run-1/FAILED_0.json']).toContain('"Status":"FAILED"');
});

test('JSONL is one result in a line', () => {
  expect(contents({ Transformation: 'COMPACT', OutputType: 'JSONL' })['jobs/run-1/SUCCEEDED_0.jsonl']).toBe(
    '[1,[2]]\n{"b":true}\n',
  );
});

test('the manifest names the files of all parts with their sizes', () => {
  const plan = planWriter({ Transformation: 'COMPACT' });
  const parts = [0, 1].map((part) => resultFiles(RESULTS.slice(0, 2), part, folder, plan).files);
  const { toWrite, output } = manifest(folder, 'arn:run', parts);
  const failed = contents({ Transformation: 'COMPACT' })['jobs/run-1/FAILED_0.json'] ?? '';
  expect(toWrite.key).toBe('jobs/run-1/manifest.json');
  expect(JSON.parse(toWrite.body)).toEqual({
    DestinationBucket: 'out',
    MapRunArn: 'arn:run',
    ResultFiles: {
      FAILED: [
        { Key: 'jobs/run-1/FAILED_0.json', Size: Buffer.byteLength(failed) },
        { Key: 'jobs/run-1/FAILED_1.json', Size: Buffer.byteLength(failed) },
      ],
      PENDING: [],
      SUCCEEDED: [
        { Key: 'jobs/run-1/SUCCEEDED_0.json', Size: 9 },
        { Key: 'jobs/run-1/SUCCEEDED_1.json', Size: 9 },
      ],
    },
  });
  expect(output).toEqual({
    MapRunArn: 'arn:run',
    ResultWriterDetails: { Bucket: 'out', Key: 'jobs/run-1/manifest.json' },
  });
});

test.each([
  [{ Transformation: 'ALL' }, 'WriterConfig.Transformation is "ALL"; give NONE, COMPACT, FLATTEN.'],
  [{ OutputType: 'CSV' }, 'WriterConfig.OutputType is "CSV"; give JSON, JSONL.'],
  [{ Colour: 1 }, 'WriterConfig.Colour is not supported; known are Transformation, OutputType.'],
])('%j is refused', (config, problem) => {
  expect(() => planWriter(config)).toThrow(problem);
});
