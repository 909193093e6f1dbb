/**
 * `npm run large-map [-- --items N] [-- --mode STANDARD] [-- --output-kb N]`: a map of 10,000 real calls of a function in the
 * emulator, three times: as it is, with 2 % failing items and a tolerance, and with a kill -9 of the worker in the middle. Prints
 * wall time, events and bytes of the histories, memory of worker and server, and what the function's own ledger says ran how
 * often. With `--output-kb` each result is so large, and a ResultWriter writes them.
 */
import { parseArgs } from 'node:util';
import { executeMap, type MapRun } from './execute-map';
import { startStage } from './stage';

const CASES: readonly MapRun[] = [
  { name: 'plain', failing: false, kill: false },
  { name: '2 % failing, tolerated 3 %', failing: true, kill: false },
  { name: 'kill -9 in the middle', failing: false, kill: true },
];

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      items: { type: 'string', default: '10000' },
      mode: { type: 'string', default: 'EXPRESS' },
      'output-kb': { type: 'string', default: '0' },
    },
  });
  const items = Number(values.items);
  const outputKb = Number(values['output-kb']);
  const type = values.mode === 'STANDARD' ? 'STANDARD' : 'EXPRESS';
  const stage = await startStage(items);
  try {
    for (const run of CASES) {
      const lines = await executeMap(stage, { ...run, items, type, outputKb });
      console.log(`${items} items, ${type}, ${run.name}`);
      for (const line of lines) console.log(`  ${line}`);
    }
  } finally {
    await stage.close();
  }
}

void main()
  .catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  })
  .finally(() => process.exit());
