import { once } from 'node:events';
import { createActivities } from '#dist/activities/index';
import { until } from '../../support/until';
import { Ledger } from '../activities/support';
import { startVictim } from '../activities/victim';
import { useLocalSteps } from './local-steps';

const steps = useLocalSteps();
const { temporal, noting, start } = steps;
const workflows = require.resolve('./order-workflows');

async function cancelled(onCancel: 'abort' | 'finish', ms: number): Promise<unknown> {
  const book = new Ledger(steps.emulator.folder, `cancel-${onCancel}`);
  return temporal.withWorker({ workflows, activities: createActivities(noting) }, async () => {
    const step = { name: 'work', mode: 'local', onCancel };
    const handle = await start('trial', [step], { ledger: book.path, ms });
    await until(() => book.count('start') === 1);
    await handle.cancel();
    return handle.result();
  });
}

describe('cancelling a workflow, which hears of it when its task ends or after 8 seconds', () => {
  test('aborts a local call, and says that it may have run', async () => {
    await expect(cancelled('abort', 30_000)).resolves.toMatchObject([
      {
        cancelled: true,
        path: 'work',
        executed: 'maybe',
        names: expect.arrayContaining(['FunctionGraph.OutcomeUnknown']),
      },
    ]);
  });

  test('ends the wait between two tries, and says that the first may have run', async () => {
    steps.emulator.setFaults({ add: [{ fault: 'resetAfter' }] });
    const retry = [{ errors: ['FunctionGraph.OutcomeUnknown'], maxAttempts: 3, interval: '60 s' }];
    const result = await temporal.withWorker(
      { workflows, activities: createActivities(noting) },
      async () => {
        const handle = await start('trial', [{ name: 'add', mode: 'local', retry }], { n: 1 });
        await until(async () => {
          const { events = [] } = await handle.fetchHistory();
          return events?.some((event) => event.timerStartedEventAttributes != null) ?? false;
        });
        await handle.cancel();
        return handle.result();
      },
    );
    const names = ['FunctionGraph.Cancelled', 'States.TaskFailed', 'States.ALL'];
    expect(result).toMatchObject([{ cancelled: true, path: 'add', executed: 'maybe', tries: 1, names }]);
  });

  test('keeps the result of one that is to finish', async () => {
    await expect(cancelled('finish', 9000)).resolves.toMatchObject([{ output: { done: true }, tries: 1 }]);
  });
});

test('a worker that shuts down finishes its local step, and the next worker goes on', async () => {
  const book = new Ledger(steps.emulator.folder, 'shutdown');
  const work = { name: 'work', mode: 'local' };
  const handle = await start('trial', [work, { name: 'work' }], { ledger: book.path, ms: 700 });
  const first = await temporal.createWorker({
    workflows,
    activities: createActivities(noting),
    shutdownGraceTime: 0,
  });
  const running = first.run();
  await until(() => book.count('start') === 1);
  first.shutdown();
  await running;
  expect([book.count('start'), book.count('end')]).toEqual([1, 1]);

  await temporal.withWorker({ workflows, activities: createActivities(noting) }, async () => {
    await expect(handle.result()).resolves.toMatchObject([{ tries: 1 }, { tries: 1 }]);
  });
  expect(book.count('start')).toBe(2);
});

test('a killed worker loses no local step: the next one repeats it', async () => {
  const book = new Ledger(steps.emulator.folder, 'killed');
  const victim = await startVictim(temporal, steps.emulator.address);
  const input = { functions: [{ fn: 'work', mode: 'local' }], input: { ledger: book.path, ms: 1000 } };
  const handle = await start('callChain', input);
  try {
    await until(() => book.count('start') === 1);
  } finally {
    victim.kill('SIGKILL');
  }
  await once(victim, 'exit');
  await temporal.withWorker({ activities: createActivities(noting) }, async () => {
    await expect(handle.result()).resolves.toEqual({ done: true });
  });
  expect(book.count('start')).toBe(2);
});
