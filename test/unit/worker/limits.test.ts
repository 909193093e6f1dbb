import { clientOptions, functionSettings, loadConfiguration, protectionLimits } from '../../../worker/config';
import { FunctionGraphPlugin } from '../../../worker/plugin';
import { workerOptions } from '../../../worker/run/worker-options';
import { tempDir } from '../../support/temp-dir';

const load = (env: NodeJS.ProcessEnv) => loadConfiguration({ cwd: tempDir(), env }).settings;
const place = { FUNCTIONGRAPH_REGION: 'cn-north-4', HUAWEICLOUD_SDK_PROJECT_ID: 'p' };
const keys = { HUAWEICLOUD_SDK_AK: 'AK', HUAWEICLOUD_SDK_SK: 'SK' };

test('limits reach what enforces them', () => {
  const settings = load({
    ...place,
    FUNCTIONGRAPH_MAX_CONCURRENT_CALLS: '300',
    FUNCTIONGRAPH_MAX_CONCURRENT_CALLS_PER_FUNCTION: '20',
    FUNCTIONGRAPH_MAX_CALLS_PER_SECOND: '0.5',
  });
  expect(protectionLimits(settings)).toEqual({ maxConcurrentCalls: 300, maxConcurrentCallsPerFunction: 20 });
  expect(clientOptions(settings, keys)).toMatchObject({ maxConnections: 300 });
  expect(workerOptions(settings)).toMatchObject({
    maxConcurrentActivityTaskExecutions: 600,
    maxTaskQueueActivitiesPerSecond: 0.5,
  });
});

test('enough pollers ask for new workflows that each of the four partitions of a queue has one', () => {
  const plugin = new FunctionGraphPlugin({ client: { invoke: async () => ({ output: null }) } });
  const { nonStickyToStickyPollRatio = 0 } = plugin.configureWorker({ taskQueue: 'any' });
  const pollers = 10; // the SDK's default
  expect(Math.floor(pollers * nonStickyToStickyPollRatio)).toBeGreaterThanOrEqual(4);
  expect(plugin.configureWorker({ taskQueue: 'any', nonStickyToStickyPollRatio: 0.3 })).toMatchObject({
    nonStickyToStickyPollRatio: 0.3,
  });
});

test('without limits the defaults hold, and the rate is not limited', () => {
  const settings = load({});
  expect(protectionLimits(settings)).toEqual({});
  expect(workerOptions(settings)).toMatchObject({ maxConcurrentActivityTaskExecutions: 200 });
  expect(workerOptions(settings)).not.toHaveProperty('maxTaskQueueActivitiesPerSecond');
});

test.each([
  ['FUNCTIONGRAPH_MAX_CONCURRENT_CALLS', '0', 'a whole number of calls, at least 1'],
  ['FUNCTIONGRAPH_MAX_CONCURRENT_CALLS', '1.5', 'a whole number of calls, at least 1'],
  ['FUNCTIONGRAPH_MAX_CONCURRENT_CALLS_PER_FUNCTION', 'many', 'a whole number of calls, at least 1'],
  ['FUNCTIONGRAPH_MAX_CALLS_PER_SECOND', '-1', 'a number of calls over 0, for example 50'],
  ['FUNCTIONGRAPH_MAX_CALLS_PER_SECOND', 'Infinity', 'a number of calls over 0, for example 50'],
])('%s=%s is refused', (name, value, expected) => {
  expect(() => load({ [name]: value })).toThrow(`expected ${expected}; got "${value}"`);
});

test('a rule of the configuration can be for transient failures only', () => {
  const rule = { errors: ['States.ALL'], onlyTransient: true, maxAttempts: 10 };
  const settings = { functions: { resize: { retry: [rule] } } };
  expect(functionSettings(settings)).toEqual({ resize: { retry: [rule] } });
});

test('the plugin takes limits as they are, and refuses those that are none', () => {
  const client = { invoke: async () => ({ output: null }) };
  expect(() => new FunctionGraphPlugin({ client, protection: { maxConcurrentCalls: 5 } })).not.toThrow();
  expect(() => new FunctionGraphPlugin({ client, protection: { maxConcurrentCallsPerFunction: 0 } })).toThrow(
    'maxConcurrentCallsPerFunction: 0 must be a whole number of calls, at least 1',
  );
});
