/** `npm run bench [-- ROW...]`: every row compares with a floor in one run and prints every round. Exit 1 where a target was missed. */
import { rows } from './rows';
import { printFindings } from './support/report';
import type { Finding } from './support/report';

async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter((name) => !rows.some((row) => row.name === name));
  if (unknown.length > 0) {
    console.error(`no such row: ${unknown.join(', ')}; rows: ${rows.map((row) => row.name).join(', ')}`);
    process.exitCode = 2;
    return;
  }
  const findings: Finding[] = [];
  for (const row of rows) {
    if (wanted.length > 0 && !wanted.includes(row.name)) continue;
    console.log(`\n${row.name}: ${row.about}`);
    findings.push(...(await row.run((line) => console.log(`  ${line}`))));
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
