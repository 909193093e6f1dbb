import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RULES } from '../../../../asl/check/codes';
import { diagnosticsPage } from '../../../support/diagnostics-page';

/** Without the spaces and dashes that the formatter aligns tables with. */
function text(markdown: string): string[] {
  return markdown
    .split('\n')
    .map((line) => line.replaceAll(/-{3,}/g, '---').replaceAll(/\s+/g, ' ').trim())
    .filter((line) => line !== '');
}

test('docs/diagnostics.md says what the tables say; `npm run docs` writes it', () => {
  const page = readFileSync(join(__dirname, '../../../../docs/diagnostics.md'), 'utf8');
  expect(text(page)).toEqual(text(diagnosticsPage()));
});

test.each(Object.entries(RULES))('%s has a code in capitals', (_name, { code }) => {
  expect(code).toMatch(/^[A-Z][A-Z0-9_]+$/);
});
