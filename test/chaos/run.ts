/**
 * `npm run chaos [-- --seed N --chains N]`: hundreds of chains, half of them state machines (some in mode express, some
 * maps whose chunks are child workflows, some so long that they continue as new), against an emulator that fails at
 * random, while workers are killed, stopped, paused and replaced and the Temporal server is restarted. A ledger that the
 * functions write themselves decides. Exit 1 on any violation.
 */
import { parseArgs } from 'node:util';
import { chaos } from './chaos';

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
      chains: { type: 'string', default: '300' },
      steps: { type: 'string', default: '6' },
      seconds: { type: 'string', default: '120' },
    },
  });
  const [seed, chains, steps, seconds] = [values.seed, values.chains, values.steps, values.seconds].map(
    Number,
  );
  const numbers = { seed, chains, steps, seconds };
  for (const [name, value] of Object.entries(numbers))
    if (!Number.isSafeInteger(value) || (value ?? -1) < 0) throw new Error(`--${name} takes a whole number`);
  console.log(
    `seed ${seed}: ${chains} chains of ${steps} steps, half of them state machines, disruptions for ${seconds} s`,
  );
  const { verdict, tries, faults, disruptions, continued } = await chaos(
    numbers as Record<keyof typeof numbers, number>,
    console.log,
  );
  const { done, unknown, afterFaults, afterDisruptions, inExpress, violations } = verdict;
  for (const violation of violations.slice(0, 20)) console.log(`VIOLATION ${violation}`);
  console.log(
    `${tries} tries, ${faults} of them spoiled, ${disruptions} disruptions, ${continued} times continued as new; ${done} steps done, ${unknown} of unknown outcome (at-most-once only), ${afterFaults + afterDisruptions} repeats (${afterFaults} after a spoiled answer, ${afterDisruptions} around a disruption, ${inExpress} of them in mode express), ${violations.length} violations`,
  );
  process.exitCode = violations.length === 0 ? 0 : 1;
}

void main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 2;
});
