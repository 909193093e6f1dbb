import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPage, ROOT, userPages } from '../../support/docs-page';

const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};

/** Names in `npm run NAME`. */
function named(page: string): string[] {
  return [...readPage(page).matchAll(/npm run (?:--\S+ )*([\w:-]+)/g)].map(([, name = '']) => name);
}

test('every npm script that a page names exists', () => {
  const pages = [...userPages(), 'CONTRIBUTING.md', 'ARCHITECTURE.md', 'CHANGELOG.md'];
  const missing = pages.flatMap((page) =>
    named(page).flatMap((name) => (name in scripts ? [] : `${page}: npm run ${name}`)),
  );
  expect(missing).toEqual([]);
});

test('CONTRIBUTING.md tells of the scripts that a contributor runs', () => {
  expect(new Set(named('CONTRIBUTING.md'))).toEqual(
    new Set(['build', 'check', 'format', 'demo', 'bench', 'conformance', 'chaos', 'docs', 'large-map']),
  );
});
