import { until } from '../../support/until';
import { Functions } from './functions';
import { machine, numbers, task, whenCancelled } from './machines';
import { usePipelines } from './pipelines';
import { activityIds, outcomeOf, timersOf } from './run';

let finish: () => void = () => {};
let isHeld = false;
const functions = new Functions({ clean: () => 'clean' });
/** Goes on when it is cancelled. */
async function hold(): Promise<string> {
  isHeld = true;
  await new Promise<void>((resolve) => {
    finish = resolve;
  });
  return 'held';
}
beforeEach(() => functions.forget());
const pipelines = usePipelines({ client: functions }, { activities: { hold } });

const waiting = { StartAt: 'Rest', States: { Rest: { Type: 'Wait', Seconds: 600, End: true } } };

test('branches that are cancelled are cleaned up after, also where one of them still succeeds', async () => {
  const definition = machine({
    Both: {
      Type: 'Parallel',
      Branches: [waiting, machine({ Hold: task('temporal:activity:hold') })],
      ...whenCancelled('Clean'),
      End: true,
    },
    Clean: task('clean'),
  });
  const handle = await pipelines.start(definition);
  await until(() => isHeld);
  await handle.cancel();
  // The wait is ended at once.
  await until(async () => {
    const { events } = await handle.fetchHistory();
    return (events ?? []).some((event) => event.timerCanceledEventAttributes != null);
  });
  finish();
  expect(await outcomeOf(handle)).toBe('cancelled');
  expect(await activityIds(handle)).toEqual(['Both<1>/Hold', 'Clean']);
});

test('all that cleans up is begun, also where it is more than a workflow task may send', async () => {
  const definition = machine({
    Items: {
      Type: 'Map',
      ItemsPath: '$.items',
      ItemSelector: { 'text.$': '$.text' },
      ItemProcessor: machine({
        Both: {
          Type: 'Parallel',
          Branches: [waiting],
          ...whenCancelled('Clean', { ResultPath: '$.error' }),
          End: true,
        },
        Clean: task('clean'),
      }),
      End: true,
    },
  });
  const handle = await pipelines.start(definition, { items: numbers(30), text: 'x'.repeat(100_000) });
  await until(async () => (await timersOf(handle)) === 30);
  await handle.cancel();
  expect(await outcomeOf(handle)).toBe('cancelled');
  expect(functions.of('clean')).toHaveLength(30);
});
