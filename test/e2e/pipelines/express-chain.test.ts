import { createActivities } from '#dist/activities/index';
import { useTemporal } from '../../support/temporal';
import { functionError, Functions } from './functions';
import { activityIds } from './run';

const temporal = useTemporal();

const functions = new Functions({
  add: ({ n }: { n: number }) => ({ n: n + 1 }),
  echo: (event: unknown) => event,
  flaky: (event: unknown, { nth }) => {
    if (nth % 3 !== 0) throw functionError('Flaky');
    return event;
  },
  refuse: () => {
    throw functionError('Refused', 'not today');
  },
});
const worker = { workflows: require.resolve('./chain-workflows'), activities: createActivities(functions) };
beforeEach(() => functions.forget());

test.each([
  ['express', ['add']],
  ['eachByItself', ['add', 'flaky', 'add#2', 'echo']],
])('a chain ends with the same result and the same key: %s', async (type, activities) => {
  await temporal.withWorker(worker, async () => {
    const handle = await temporal.client.workflow.start(type, { ...temporal.run(), args: [{ n: 1 }] });
    expect(await handle.result()).toEqual({ n: 3, key: `${handle.firstExecutionRunId}/echo` });
    expect(await activityIds(handle)).toEqual(activities);
  });
  expect(functions.calls.map(({ fn }) => fn)).toEqual(['add', 'flaky', 'flaky', 'flaky', 'add', 'echo']);
});

test('a call may say the mode, and a failure names its step', async () => {
  await temporal.withWorker(worker, async () => {
    const handle = await temporal.client.workflow.start('mixed', { ...temporal.run(), args: [{ n: 0 }] });
    expect(await handle.result()).toMatchObject({
      second: { n: 4 },
      failure: { path: 'refuse', executed: 'yes', names: expect.arrayContaining(['Refused']), tries: 1 },
    });
    expect(await activityIds(handle)).toEqual(['add', 'add#2', 'again/add', 'add#3']);
  });
});

test('callChain takes the mode as data', async () => {
  await temporal.withWorker(worker, async () => {
    const result = await temporal.client.workflow.execute('callChain', {
      ...temporal.run(),
      args: [{ functions: ['add', 'add', 'add'], input: { n: 0 }, mode: 'express' }],
    });
    expect(result).toEqual({ n: 3 });
  });
});

test('what mode express lacks is refused where the chain is made', async () => {
  await temporal.withWorker(worker, async () => {
    const messages = await temporal.client.workflow.execute('refused', temporal.run());
    expect(messages).toEqual([
      expect.stringContaining('chain: checked: its output schema cannot be checked in mode "express"'),
      expect.stringContaining('chain: once: delivery "at-most-once" cannot hold in mode "express"'),
      expect.stringContaining('chain: link 2 is no function of defineFunction'),
    ]);
  });
});
