import type { Invocation, InvokeOptions } from '../../../functiongraph/invocation';
import { FakeInvoker, bench, failureOf, hangs, invoke, ok, throttled, unknown } from './support';

const instantly = [{ errors: ['States.ALL'], maxAttempts: 3, intervalMs: 0 }];

test('each try is counted by function and outcome, with its duration and what was billed', async () => {
  const on = bench();
  const failed = failureOf('ValidationError', 'FunctionError', {
    executed: 'yes',
    summary: { durationMs: 3, billedDurationMs: 4.4, memoryMb: 128, memoryUsedMb: 30 },
  });
  await invoke(on, new FakeInvoker([throttled, unknown, failed, ok]), { retry: instantly });
  const calls = on.metrics.filter(({ name }) => name === 'functiongraph_calls');
  expect(calls.map(({ value, tags }) => [value, tags['function'], tags['outcome']])).toEqual([
    [1, 'charge', 'throttled'],
    [1, 'charge', 'outcome_unknown'],
    [1, 'charge', 'function_error'],
    [1, 'charge', 'success'],
  ]);
  expect(on.metrics.filter(({ name }) => name === 'functiongraph_call_duration_ms')).toHaveLength(4);
  expect(
    on.metrics.filter(({ name }) => name === 'functiongraph_billed_ms').map(({ value }) => value),
  ).toEqual([4, 13]);
});

test('an aborted call is counted as such', async () => {
  const on = bench();
  const hanging = (options: InvokeOptions): Promise<Invocation> => {
    setImmediate(() => on.env.cancel());
    return hangs(options);
  };
  await invoke(on, new FakeInvoker([hanging]));
  expect(on.metrics[0]).toMatchObject({ name: 'functiongraph_calls', tags: { outcome: 'aborted' } });
});

test.each([
  ['charge', 'charge'],
  ['urn:fss:cn-north-4:0123456789:function:default:charge:v2', 'charge'],
  ['urn:fss:cn-north-4:0123456789:function:billing:charge:!prod', 'billing:charge'],
  ['default:charge', 'charge'],
  ['0123456789:default:charge', 'charge'],
  ['0123456789:billing:charge:v2', 'billing:charge'],
])('%s is tagged %s: no account, region or version', async (fn, label) => {
  const on = bench();
  await invoke(on, new FakeInvoker([ok]), { fn });
  expect(on.metrics[0]?.tags['function']).toBe(label);
});
