import { compile, type Effects, type Execution, type JsonValue, type Snapshot } from '../../../../asl';
import { drive } from '../../../../asl/drive/drive';
import { type Machine, machineOf } from '../../../../asl/drive/machine';
import { VirtualClock } from '../../../../asl/test-kit/virtual-clock';
import { Dice } from './dice';
import { randomObject } from './random-json';
import { randomMachine } from './random-machine';
import { randomTasks } from './random-tasks';
import { surprises } from './surprises';

/** `ASL_SEED=17 npx jest test/unit/asl/properties` looks at one machine; `ASL_SEEDS=5000` tries more of them. */
const ONE = process.env['ASL_SEED'];
const SEEDS =
  ONE === undefined
    ? Array.from({ length: Number(process.env['ASL_SEEDS'] ?? 150) }, (_, index) => index + 1)
    : [Number(ONE)];
const BATCH = 50;
const batches = Array.from({ length: Math.ceil(SEEDS.length / BATCH) }, (_, index) =>
  SEEDS.slice(index * BATCH, (index + 1) * BATCH),
);

interface Given {
  readonly seed: number;
  readonly definition: Record<string, unknown>;
  readonly input: JsonValue;
}

function given(seed: number): Given {
  const dice = new Dice(seed);
  return { seed, definition: randomMachine(dice), input: randomObject(dice) };
}

function run({ seed, input }: Given, machine: Machine, more: Partial<Effects> = {}): Promise<Execution> {
  const clock = new VirtualClock(Date.UTC(2026, 0, 1));
  const execution = drive(machine, input, {
    ...randomTasks(seed, clock),
    sleep: (ms, options) => clock.sleep(ms, options),
    now: () => clock.now(),
    ...more,
  });
  return clock.run(execution);
}

/** Compiles anew for every turn, as another process would: a plan is never in the cache twice. */
function machineOfOtherProcesses(definition: object): Machine {
  let turn = 0;
  const fresh = () => {
    turn += 1;
    return machineOf(compile({ ...definition, Comment: `turn ${turn}` }));
  };
  return {
    start: (input, context) => fresh().start(input, context),
    resume: (snapshot, event, context) => fresh().resume(snapshot, event, context),
    chunk: (command) => fresh().chunk(command),
  };
}

/** Says which machine it was. */
async function forEachSeed(
  seeds: readonly number[],
  check: (one: Given) => Promise<void> | void,
): Promise<void> {
  for (const seed of seeds) {
    const one = given(seed);
    try {
      await check(one);
    } catch (error) {
      const machine = JSON.stringify(one.definition, null, 1);
      throw new Error(
        `ASL_SEED=${seed}: ${(error as Error).message}\n${machine}\ninput ${JSON.stringify(one.input)}`,
        {
          cause: error,
        },
      );
    }
  }
}

describe.each(batches.map((seeds) => [`${seeds[0]} to ${seeds.at(-1)}`, seeds] as const))(
  'random machines %s',
  (_, seeds) => {
    test('are right, and end without any error but those of the language', async () => {
      await forEachSeed(seeds, async (one) => {
        expect(surprises(one.definition, await run(one, machineOf(compile(one.definition))))).toEqual([]);
      });
    });

    test('do the same at the same events', async () => {
      await forEachSeed(seeds, async (one) => {
        const [first, second] = [
          await run(one, machineOf(compile(one.definition))),
          await run(one, machineOf(compile(one.definition))),
        ];
        expect(second).toEqual(first);
      });
    });

    test('may stop at any effect, and go on from their snapshot elsewhere', async () => {
      await forEachSeed(seeds, async (one) => {
        const whole = await run(one, machineOf(compile(one.definition)));
        const stopped = await run(one, machineOfOtherProcesses(one.definition), {
          persist: (snapshot) => JSON.parse(JSON.stringify(snapshot)) as Snapshot,
        });
        expect(stopped).toEqual(whole);
      });
    });

    test('end as well where the items of maps run in chunks elsewhere', async () => {
      await forEachSeed(seeds, async (one) => {
        const delegate = { minItems: 1, chunkItems: 2, chunkConcurrency: 2, maxChunks: 2 };
        const result = await run(one, machineOf(compile(one.definition)), { delegate });
        expect(surprises(one.definition, result)).toEqual([]);
      });
    });
  },
);

test('random machines succeed and fail, and take ways of every kind', async () => {
  const seeds = Array.from({ length: 100 }, (_, index) => index + 1);
  const results = await Promise.all(
    seeds.map((seed) => run(given(seed), machineOf(compile(given(seed).definition)))),
  );
  const succeeded = results.filter(({ status }) => status === 'SUCCEEDED').length;
  expect(succeeded).toBeGreaterThan(30);
  expect(succeeded).toBeLessThan(95);
  const kinds = results.flatMap(({ visits }) => visits.map(({ by }) => by?.replace(/\d/, 'N')));
  expect(new Set(kinds)).toEqual(new Set([undefined, 'Choices[N]', 'Default', 'Catch[N]']));
});
