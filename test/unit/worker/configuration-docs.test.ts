import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { environment, secretEnvironment } from '../../../worker/config';
import { knownKeys } from '../../../worker/config/known-keys';

const page = readFileSync(join(__dirname, '../../../docs/configuration.md'), 'utf8');

/** Cells of the table below a heading, without header and rule. */
function table(heading: string): string[][] {
  const section = page.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  return section
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    );
}

test('docs/configuration.md lists every key as the schema has it', () => {
  const keys = knownKeys().map(({ key, env, default: value = '', about }) => [
    `\`${key}\``,
    env === undefined ? '' : `\`${env}\``,
    value,
    about,
  ]);
  expect(table('Keys')).toEqual(keys);
});

test('docs/configuration.md lists every variable that has no key', () => {
  const listed = table('Variables without a key').map(([name]) => name);
  const expected = [environment.configFile, ...Object.values(secretEnvironment)].map((name) => `\`${name}\``);
  expect(listed.slice(0, expected.length)).toEqual(expected);
});
