/**
 * `npm run bench [-- [--on SERVER] ROW...]`: every row compares with a floor in one run and prints every round. SERVER is
 * `dev-server` (the default) or `postgresql`. Exit 1 where a target was missed.
 */
import { readOptions } from './support/options';
import { printFindings } from './support/report';
import type { Finding } from './support/report';

async function main(): Promise<void> {
  const options = readOptions();
  if (typeof options === 'string') {
    console.error(options);
    process.exitCode = 2;
    return;
  }
  const findings: Finding[] = [];
  for (const row of options.rows) {
    console.log(`\n${row.name}: ${row.about}`);
    findings.push(...(await row.run((line) => console.log(`  ${line}`), options.startServer)));
  }
  console.log('');
  printFindings(findings);
  if (findings.some(({ verdict }) => verdict === 'missed')) process.exitCode = 1;
}

// Ends the processes of a row that failed with the run.
void main()
  .catch((error: unknown) => {
    console.error(error);
    process.exitCode = 2;
  })
  .finally(() => process.exit());
