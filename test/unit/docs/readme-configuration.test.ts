import { environment } from '../../../worker/config';
import { knownKeys } from '../../../worker/config/known-keys';
import { readPage } from '../../support/docs-page';

const table = readPage('README.md').split('\n## Configuration\n')[1]?.split('\n## ')[0] ?? '';
const rows = table
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => line.split('|').slice(1, 3).map(namesIn));

/** What stands in backticks, with `.versioning` after `worker.deployment.name` written out. */
function namesIn(cell: string): string[] {
  const names = [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
  const section = names[0]?.replace(/\.\w+$/, '') ?? '';
  return names.map((name) => (name.startsWith('.') ? `${section}${name}` : name));
}

/** The keys of the table; the fields of a retry rule are one there. */
const known = new Map(
  knownKeys().map(({ key, env }) => [key.replace(/\[\]\..*$/, ''), env === undefined ? [] : [env]]),
);

test('the README lists every key of the configuration, with the variables that it has', () => {
  const listed = rows.flatMap(([keys = []]) => keys);
  expect(listed.toSorted()).toEqual([...known.keys()].toSorted());
  for (const [keys = [], variables] of rows)
    expect([keys, variables]).toEqual([keys, keys.flatMap((key) => known.get(key) ?? [])]);
});

test('the README names the variable of the configuration file', () => {
  expect(table).toContain(`\`${environment.configFile}\``);
});
