import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readPage, ROOT } from '../../support/docs-page';

const pages = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
  cwd: ROOT,
  encoding: 'utf8',
})
  .split('\n')
  .filter((page) => page !== '' && existsSync(join(ROOT, page)));

/** Targets of `[text](target)` outside of code. */
function linksOf(page: string): string[] {
  const text = readPage(page)
    .replaceAll(/^( *)```[\s\S]*?^\1```$/gm, '')
    .replaceAll(/`[^`\n]*`/g, '');
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
}

/** The anchors that GitHub gives to headings. */
function anchorsOf(page: string): string[] {
  return [...readPage(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

function problemOf(page: string, link: string): string | undefined {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? page : join(dirname(page), decodeURIComponent(path));
  if (!existsSync(join(ROOT, target))) return `${page}: ${link} leads nowhere`;
  if (anchor === undefined || statSync(join(ROOT, target)).isDirectory()) return undefined;
  return anchorsOf(target).includes(anchor) ? undefined : `${page}: ${link}: no such heading there`;
}

test('the pages have links to check', () => {
  expect(pages).toEqual(expect.arrayContaining(['README.md', 'docs/retries.md', 'ARCHITECTURE.md']));
  expect(linksOf('README.md')).toContain('docs/configuration.md');
});

test.each(pages)('every link of %s leads to a file and heading of the repository', (page) => {
  const links = linksOf(page).filter((link) => !/^(?:https?|mailto):/.test(link));
  expect(links.flatMap((link) => problemOf(page, link) ?? [])).toEqual([]);
});
