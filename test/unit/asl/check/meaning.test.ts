import { checkStateMachine } from '../../../../asl/check';
import { found, machineOf, only } from './machine';

const readingBy = (ReaderConfig: object) =>
  machineOf({
    Type: 'Map',
    ItemReader: { Resource: 'arn:aws:states:::s3:getObject', ReaderConfig },
    ItemProcessor: { StartAt: 'I', States: { I: { Type: 'Pass', End: true } } },
  });

const retry = (...names: string[][]) => task({ Retry: names.map((ErrorEquals) => ({ ErrorEquals })) });

const readingMap = (reader: string) =>
  machineOf({
    Type: 'Map',
    ItemReader: { Resource: reader, Parameters: { Bucket: 'b', 'Key.$': '$.k' } },
    ResultWriter: { Resource: 'arn:aws:states:::s3:putObject', Parameters: { Bucket: 'b' } },
    ItemProcessor: { StartAt: 'I', States: { I: { Type: 'Pass', End: true } } },
  });

const item = (fields: object, config?: object) => ({
  ...(config && { ProcessorConfig: config }),
  StartAt: 'I',
  States: { I: { Type: 'Task', Resource: 'f', End: true, ...fields } },
});

const mapOver = (fields: object, config?: object) =>
  machineOf({ Type: 'Map', ItemProcessor: item(fields, config) });

const task = (fields: object = {}) => machineOf({ Type: 'Task', Resource: 'resize', ...fields });

describe('retriers and catchers', () => {
  test('States.ALL stands alone and last', () => {
    expect(found(retry(['A', 'States.ALL']))).toEqual([
      'error SCHEMA_VALIDATION_FAILED: States.ALL must be the only error name in its list at /States/A/Retry/0/ErrorEquals',
    ]);
    expect(found(retry(['States.ALL'], ['A']))).toEqual([
      'error SCHEMA_VALIDATION_FAILED: States.ALL must be in the last rule at /States/A/Retry/0/ErrorEquals',
      'warning RULE_NEVER_MATCHES: This rule never decides: a rule before it takes States.ALL at /States/A/Retry/1/ErrorEquals',
    ]);
  });

  test.each([
    [[['A'], ['A']], 'rules before it take A'],
    [[['A'], ['B'], ['B', 'A']], 'rules before it take all that it names'],
    [[['States.Runtime']], 'States.Runtime ends the run, and no rule is asked'],
  ])('a rule that can never decide is told: %j', (names, reason) => {
    expect(only(retry(...names)).message).toBe(`This rule never decides: ${reason}`);
  });

  test('a reserved name that does not exist is told, with what was meant', () => {
    expect(only(retry(['States.timeout'])).message).toContain("did you mean 'States.Timeout'?");
    expect(only(retry(['FunctionGraph.Slow'])).code).toBe('UNKNOWN_ERROR_NAME');
    expect(found(retry(['FSS.0429', 'ValidationError', 'FunctionGraph.Throttled']))).toEqual([]);
  });

  test('a name that a Fail state raises exists', () => {
    const branch = { StartAt: 'F', States: { F: { Type: 'Fail', Error: 'States.Quorum' } } };
    const rule = { ErrorEquals: ['States.Quorum'], MaxAttempts: 1 };
    expect(found(machineOf({ Type: 'Parallel', Branches: [branch], Retry: [rule] }))).toEqual([]);
  });
});

describe('resources', () => {
  test.each([
    'resize',
    'urn:fss:cn-north-4:project:function:default:resize:latest',
    'urn:fss:cn-north-4:project:function:default:resize:!prod.waitForTaskToken',
    'temporal:activity:charge',
    'temporal:workflow:Order.waitForTaskToken',
    'http:invoke',
  ])('%s is taken', (Resource) => {
    expect(found(task({ Resource }))).toEqual([]);
  });

  test.each([
    [
      'arn:aws:lambda:us-east-1:123456789012:function:resize',
      "Name the function itself: 'resize', or its URN (urn:fss:...).",
    ],
    ['arn:aws:states:::lambda:invoke', "Use 'functiongraph:invoke', or the function's name or URN."],
    ['arn:aws:states:::sqs:sendMessage', 'Call that service in a function, and name the function here.'],
    [
      'arn:aws:states:us-east-1:123456789012:activity:ship',
      "Use 'temporal:activity:ship' for an activity of your own.",
    ],
  ])('%s is refused with what to use instead', (Resource, hint) => {
    expect(only(task({ Resource }))).toMatchObject({
      code: 'INVALID_RESOURCE',
      severity: 'error',
      hint,
      path: '/States/A/Resource',
    });
  });

  test.each(['', 're size', 'urn:fss:cn-north-4:p:trigger:default:x', 'temporal:activity:'])(
    '%j is refused',
    (Resource) => {
      expect(only(task({ Resource }))).toMatchObject({ code: 'INVALID_RESOURCE' });
    },
  );

  test('functiongraph:invoke wants the name of a function', () => {
    const Resource = 'functiongraph:invoke';
    expect(only(task({ Resource })).message).toBe("'functiongraph:invoke' needs the argument 'FunctionName'");
    expect(found(task({ Resource, Parameters: { 'FunctionName.$': '$.f' } }))).toEqual([]);
    expect(only(task({ Resource, Parameters: { FunctionName: 'no name' } })).code).toBe(
      'INVALID_FUNCTION_NAME',
    );
  });

  test('readers and writers of maps take object storage', () => {
    expect(found(readingMap('arn:aws:states:::s3:getObject'))).toEqual([]);
    expect(found(readingMap('arn:aws:states:::s3:listObjectsV2'))).toEqual([]);
    expect(only(readingMap('arn:aws:states:::s3:putObject'))).toMatchObject({
      code: 'INVALID_RESOURCE',
      path: '/States/A/ItemReader/Resource',
    });
  });
});

test('what no reader here reads is a warning', () => {
  expect(only(readingBy({ InputType: 'PARQUET' }))).toMatchObject({
    code: 'READER_LACKS',
    severity: 'warning',
    path: '/States/A/ItemReader/ReaderConfig/InputType',
  });
  expect(only(readingBy({ InputType: 'JSON', ItemsPointer: '/items' })).code).toBe('READER_LACKS');
  expect(
    found(readingBy({ InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW', Transformation: 'NONE' })),
  ).toEqual([]);
});

describe('functions that are known', () => {
  const functions = { resize: {}, charge: { delivery: 'at-most-once' as const } };

  test('another name is a warning, with what was probably meant', () => {
    expect(only(task({ Resource: 'resise' }), { functions })).toMatchObject({
      code: 'UNKNOWN_FUNCTION',
      severity: 'warning',
      hint: "Did you mean 'resize'?",
    });
    expect(found(task({ Resource: 'resise' }))).toEqual([]);
    expect(found(task({ Resource: 'package:other' }), { functions })).toEqual([]);
  });

  test('their delivery counts for what a mode lacks', () => {
    const local = { FunctionGraph: { mode: 'local' } };
    expect(found(task({ Resource: 'resize', ...local }), { functions })).toEqual([]);
    expect(only(task({ Resource: 'charge', ...local }), { functions })).toMatchObject({
      code: 'MODE_LACKS',
      message: 'Mode local has no at-most-once delivery',
      path: '/States/A',
    });
  });
});

describe('what a mode lacks', () => {
  const once = { FunctionGraph: { delivery: 'at-most-once' } };

  test('what stands nearer to a task wins', () => {
    const machine = { FunctionGraph: { mode: 'local', delivery: 'at-most-once' } };
    expect(found(machineOf({ Type: 'Task', Resource: 'f' }, machine))).toHaveLength(1);
    expect(
      found(machineOf({ Type: 'Task', Resource: 'f', FunctionGraph: { mode: 'standard' } }, machine)),
    ).toEqual([]);
    expect(
      found(
        machineOf({ Type: 'Task', Resource: 'f', FunctionGraph: { delivery: 'at-least-once' } }, machine),
      ),
    ).toEqual([]);
  });

  test('the items of an express map', () => {
    const express = { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' };
    expect(found(mapOver(once))).toEqual([]);
    expect(only(mapOver(once, express)).message).toBe('Mode express has no at-most-once delivery');
    expect(only(mapOver({ Resource: 'f.waitForTaskToken' }, express)).message).toContain('has no callbacks');
    expect(only(mapOver({ Resource: 'temporal:workflow:W' }, express)).message).toBe(
      "Mode express has no 'temporal:workflow:W'",
    );
  });

  test('an endpoint and a ResultWriter inside an express machine', () => {
    const express = { FunctionGraph: { mode: 'express' } };
    const call = {
      Type: 'Task',
      Resource: 'http:invoke',
      Parameters: { ApiEndpoint: 'https://example.com', Method: 'GET' },
    };
    expect(only(machineOf(call, express)).message).toBe("Mode express has no 'http:invoke'");
    const writer = { Resource: 'arn:aws:states:::s3:putObject', Parameters: { Bucket: 'b' } };
    const map = {
      Type: 'Map',
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' },
        StartAt: 'P',
        States: { P: { Type: 'Pass', End: true } },
      },
      ResultWriter: writer,
    };
    expect(found(machineOf(map))).toEqual([]);
    expect(only(machineOf(map, express)).message).toBe('Mode express has no ResultWriter');
  });

  test('a mode that the run is given stands for that of the machine', () => {
    const waiting = { Resource: 'f.waitForTaskToken' };
    expect(only(task(waiting), { mode: 'express' }).message).toContain('Mode express has no callbacks');
    const machine = { FunctionGraph: { mode: 'express' } };
    expect(found(machineOf({ Type: 'Task', ...waiting }, machine), { mode: 'standard' })).toEqual([]);
    expect(only(mapOver(once), { mode: 'local' }).message).toBe('Mode local has no at-most-once delivery');
    const own = { ...once, FunctionGraph: { ...once.FunctionGraph, mode: 'standard' } };
    expect(found(mapOver(own), { mode: 'express' })).toEqual([]);
  });

  test('an EXPRESS machine', () => {
    const options = { machineType: 'EXPRESS' } as const;
    expect(only(task({ Resource: 'f.waitForTaskToken' }), options)).toMatchObject({
      code: 'SCHEMA_VALIDATION_FAILED',
      message: "Express state machine does not support '.waitForTaskToken' service integration ",
      path: '/States/A/Resource',
    });
    const map = machineOf({ Type: 'Map', ItemProcessor: item({}, { Mode: 'DISTRIBUTED' }) });
    expect(only(map, options).message).toBe('Mode express has no distributed maps');
  });

  test('strict: the extension is refused wherever it stands', () => {
    const machine = machineOf({ Type: 'Task', Resource: 'f', FunctionGraph: {} }, { FunctionGraph: {} });
    expect(found(machine)).toEqual([]);
    expect(checkStateMachine(machine, { strict: true })).toMatchObject([
      { code: 'EXTENSION_REFUSED', path: '/FunctionGraph' },
      { code: 'EXTENSION_REFUSED', path: '/States/A/FunctionGraph' },
    ]);
  });
});

describe('times', () => {
  test('the heartbeat is shorter than the limit', () => {
    expect(only(task({ TimeoutSeconds: 10, HeartbeatSeconds: 10 }))).toMatchObject({
      message: 'HeartbeatSeconds must be smaller than TimeoutSeconds',
      severity: 'error',
    });
  });

  test('over 90 s is a warning where the call is synchronous', () => {
    expect(only(task({ TimeoutSeconds: 91 }))).toMatchObject({
      code: 'SYNCHRONOUS_OVER_90S',
      severity: 'warning',
    });
    expect(found(task({ TimeoutSeconds: 90 }))).toEqual([]);
    expect(found(task({ TimeoutSeconds: 900, Resource: 'f.waitForTaskToken' }))).toEqual([]);
    expect(found(task({ TimeoutSeconds: 900, Resource: 'temporal:activity:a' }))).toEqual([]);
  });
});
