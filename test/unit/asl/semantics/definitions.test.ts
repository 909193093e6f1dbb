import { checkStateMachine } from '../../../../asl';
import { FUNCTION, jsonata, machine } from './run';

const pass = { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } };
const distributed = { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, ...pass };
const map = (more: object) => machine({ Type: 'Map', ItemProcessor: distributed, ...more });
const task = (more: object) => machine({ Type: 'Task', Resource: FUNCTION, ...more });
const retry = (more: object) => task({ Retry: [{ ErrorEquals: ['A'], ...more }] });
const choice = (rule: object) => ({
  StartAt: 'C',
  States: { C: { Type: 'Choice', Choices: [{ ...rule, Next: 'Z' }], Default: 'Z' }, Z: { Type: 'Succeed' } },
});
const reader = (ReaderConfig: object, Resource = 'getObject') =>
  map({
    ItemReader: { Resource: `arn:aws:states:::s3:${Resource}`, Parameters: { Bucket: 'b' }, ReaderConfig },
  });

const errors = (definition: object) =>
  checkStateMachine(definition).filter(({ severity }) => severity === 'error');

test.each<[string, object]>([
  ['Parameters that are a list', task({ Parameters: [1, { 'a.$': '$.x' }] })],
  ['null in a template', task({ ResultSelector: { a: null }, Assign: { b: null, c: [null] } })],
  ['empty lists of rules', task({ Retry: [], Catch: [] })],
  ['no attempts', retry({ MaxAttempts: 0 })],
  ['all numbers of a retrier', retry({ BackoffRate: 1.5, MaxDelaySeconds: 5, JitterStrategy: 'FULL' })],
  ['Credentials from a path', task({ Credentials: { 'RoleArn.$': "States.Format('{}', $.r)" } })],
  ['time limits from variables', task({ TimeoutSecondsPath: '$t', HeartbeatSecondsPath: '$h.s' })],
  ['comments everywhere', { Comment: 'c', ...retry({ Comment: 'c' }) }],
  ['a Variable of the context object', choice({ Variable: '$$.Execution.Name', StringEquals: 'a' })],
  ['a Variable that is a variable', choice({ Variable: '$v.x[0]', IsNull: false })],
  ['rules in rules', choice({ Not: { Or: [{ And: [{ Variable: '$.a', IsPresent: true }] }] } })],
  ['a share that is no whole number', map({ ToleratedFailurePercentage: 0.5 })],
  ['MaxItems 0', reader({ InputType: 'JSON', MaxItems: 0 })],
  ['given headers', reader({ InputType: 'CSV', CSVHeaderLocation: 'GIVEN', CSVHeaders: ['a'] })],
  ['a listing without a config', reader({}, 'listObjectsV2')],
  ['Result null', machine({ Type: 'Pass', Result: null })],
  ['filters', machine({ Type: 'Pass', InputPath: "$..a[?(@.b == 'c' && @.d in ['x'])].e" })],
  ['a ResultPath with an index', machine({ Type: 'Pass', ResultPath: "$['a'].b[0]" })],
  [
    'the ways to fail',
    { StartAt: 'F', States: { F: { Type: 'Fail', ErrorPath: '$v', CausePath: 'States.UUID()' } } },
  ],
  [
    'a JSONata state among JSONPath states',
    machine({ Type: 'Pass', QueryLanguage: 'JSONata', Output: null }),
  ],
  ['a list of Items', jsonata({ Type: 'Map', Items: [1, '{% 2 %}'], ItemProcessor: pass })],
  ['Arguments of any kind', jsonata({ Type: 'Task', Resource: FUNCTION, Arguments: [null, 'text'] })],
  [
    'lambdas, steps and blocks',
    jsonata({ Type: 'Pass', Output: '{% $map($states.input.a[b > 1].c, function($x){ $x.d }) %}' }),
  ],
])('%s: accepted', (_, definition) => {
  expect(errors(definition)).toEqual([]);
});

test.each<[string, object, string]>([
  [
    'a Choice that ends',
    choice({ Variable: '$.a', IsNull: true, End: true }),
    "Field 'End' is not supported",
  ],
  [
    'two ways to wait',
    machine({ Type: 'Wait', Seconds: 1, SecondsPath: '$.s' }),
    'only be one of the following fields',
  ],
  ['no way to wait', machine({ Type: 'Wait' }), 'One of these fields is required'],
  ['Wait too long', machine({ Type: 'Wait', Seconds: 100_000_000 }), 'Maximum value is 99999999'],
  ['States.ALL among others', task({ Retry: [{ ErrorEquals: ['A', 'States.ALL'] }] }), 'only error name'],
  ['a catcher that leads nowhere', task({ Catch: [{ ErrorEquals: ['A'] }] }), 'required: [Next]'],
  ['BackoffRate below 1', retry({ BackoffRate: 0.5 }), 'Minimum value is 1'],
  ['MaxDelaySeconds over a year', retry({ MaxDelaySeconds: 31_622_401 }), 'Maximum value is 31622400'],
  [
    'a ResultPath that may be several places',
    machine({ Type: 'Pass', ResultPath: '$.a[*]' }),
    'not a Reference Path',
  ],
  ['a share over 100', map({ ToleratedFailurePercentage: 101 }), 'Maximum value is 100'],
  [
    'two sizes of batches',
    map({ ItemBatcher: { MaxItemsPerBatch: 1, MaxItemsPerBatchPath: '$.n' } }),
    'only be one',
  ],
  ['Items beside paths', map({ Items: [1] }), "only supported for the 'JSONata' QueryLanguage"],
  [
    'ItemsPath beside expressions',
    jsonata({ Type: 'Map', ItemsPath: '$', ItemProcessor: pass }),
    "only supported for the 'JSONPath'",
  ],
  [
    'an eleventh level of calls',
    machine({ Type: 'Pass', Parameters: { 'a.$': `${'States.Array('.repeat(11)}1${')'.repeat(11)}` } }),
    'valid intrinsic function call',
  ],
  ['a variable named states', machine({ Type: 'Pass', Assign: { states: 1 } }), 'reserved'],
])('%s: refused', (_, definition, message) => {
  expect(errors(definition).map((error) => error.message)).toContainEqual(expect.stringContaining(message));
});
