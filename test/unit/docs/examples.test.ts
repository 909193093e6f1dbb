import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { codeBlocks, ROOT, userPages } from '../../support/docs-page';

const pages = userPages().map((page) => ({
  page,
  copied: codeBlocks(page).filter(({ language }) => language !== ''),
}));

test('the pages have examples', () => {
  expect(pages.filter(({ copied }) => copied.length > 0).map(({ page }) => page)).toEqual(
    expect.arrayContaining(['README.md', 'docs/retries.md', 'docs/configuration.md', 'docs/emulator.md']),
  );
});

test.each(pages)('every example of $page has a name of its own', ({ page, copied }) => {
  const names = copied.map(({ name, line }) => name ?? `${page}:${line}`);
  expect(names.filter((name, at) => name.includes(':') || names.indexOf(name) !== at)).toEqual([]);
});

test.each(pages.filter(({ copied }) => copied.length > 0))(
  'the examples of $page have a test file',
  ({ page }) => {
    const file = `${basename(page, '.md').toLowerCase()}.test.ts`;
    expect(existsSync(join(ROOT, 'test', 'e2e', 'docs', file)) ? 'tested' : `${file} is missing`).toBe(
      'tested',
    );
  },
);
