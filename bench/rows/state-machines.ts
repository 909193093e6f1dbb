import { compile, start, type JsonValue } from '../../asl';
import {
  counting,
  COUNTING_STATES,
  countingInJsonata,
  ITEMS,
  longMachine,
  mapping,
  MAPPING_STATES,
} from '../support/machines';
import { type PeerMachine, peerMachines } from '../support/peer-interpreter';
import { atLeast, type BenchRow, type Finding, forTheRecord } from '../support/report';
import { interleaved, ratios } from '../support/rounds';

const ROUNDS = 9;
const WARM_UPS = 5;
const LONG = 200;

/** The engine in plain Node, against the other JavaScript interpreter of the language. */
export const stateMachines: BenchRow = {
  name: 'state-machines',
  about: `transitions a second of our engine and of aws-local-stepfunctions, on the same machines, ${ROUNDS} rounds`,
  async run(say) {
    const machine = await peerMachines();
    const items = Array.from({ length: ITEMS }, (_, id) => ({ id, name: `item ${id}` }));
    return [
      ...(await compare(say, machine, 'JSONPath', counting, { n: 0 }, COUNTING_STATES, 20)),
      ...(await compare(say, machine, `map of ${ITEMS} items`, mapping, items, MAPPING_STATES, 1)),
      ...measureJsonata(say),
      compileTime(),
    ];
  },
};

type Make = (definition: object) => PeerMachine;

async function compare(
  say: (line: string) => void,
  peer: Make,
  what: string,
  definition: object,
  input: JsonValue,
  states: number,
  runs: number,
): Promise<Finding[]> {
  const plan = compile(definition);
  const other = peer(definition);
  const perState = async (run: () => Promise<void> | void): Promise<number> => {
    const startedMs = performance.now();
    for (let index = 0; index < runs; index++) await run();
    return ((performance.now() - startedMs) * 1000) / (runs * states);
  };
  const variants = {
    ours: () => perState(() => runOurs(plan, input)),
    peer: () => perState(() => other.run(input)),
  };
  // Both are compiled to machine code while they run at first, which rounds that count should not hold.
  for (let warmUp = 0; warmUp < WARM_UPS; warmUp++) {
    await variants.ours();
    await variants.peer();
  }
  const rounds = await interleaved(ROUNDS, variants, (round, { ours = NaN, peer: theirs = NaN }) =>
    say(`${what} round ${round}: ours ${ours.toFixed(2)} µs a state, peer ${theirs.toFixed(1)} µs`),
  );
  return [
    forTheRecord(
      `${what}: our time a state`,
      rounds.map(({ ours = NaN }) => ours),
      ' µs',
    ),
    atLeast(`${what}: transitions/s to the peer's`, ratios(rounds, 'peer', 'ours', Number), 10, ''),
  ];
}

/** The peer takes no JSONata: the time of ours, for the record. */
function measureJsonata(say: (line: string) => void): Finding[] {
  const plan = compile(countingInJsonata);
  const times: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const startedMs = performance.now();
    for (let index = 0; index < 20; index++) runOurs(plan, { n: 0 });
    times.push(((performance.now() - startedMs) * 1000) / (20 * COUNTING_STATES));
    say(`JSONata round ${round}: ours ${times.at(-1)?.toFixed(2)} µs a state`);
  }
  return [forTheRecord('JSONata: our time a state', times.slice(1), ' µs')];
}

function runOurs(plan: ReturnType<typeof compile>, input: JsonValue): void {
  const { done } = start(plan, input, {
    nowMs: Date.now(),
    random: Math.random,
    uuid: () => '',
    execution: { id: 'bench', name: 'bench' },
    stateMachine: { id: 'bench', name: 'bench' },
    maxPayloadBytes: 4 * 1024 * 1024,
  });
  if (done?.status !== 'SUCCEEDED') throw new Error(`the machine ended ${JSON.stringify(done)}`);
}

/** Each round compiles a machine that no cache has seen. */
function compileTime(): Finding {
  const times = Array.from({ length: ROUNDS }, (_, salt) => {
    const definition = longMachine(LONG, salt);
    const startedMs = performance.now();
    compile(definition);
    return performance.now() - startedMs;
  });
  return forTheRecord(`compiling a machine of ${LONG} states`, times, ' ms');
}
