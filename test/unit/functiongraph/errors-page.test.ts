import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorsPage } from '../../support/errors-page';

/** Without the spaces and dashes that the formatter aligns tables with. */
function text(markdown: string): string[] {
  return markdown
    .split('\n')
    .map((line) => line.replaceAll(/-{3,}/g, '---').replaceAll(/\s+/g, ' ').trim())
    .filter((line) => line !== '');
}

test('docs/errors.md says what the table says; `npm run docs` writes it', () => {
  const page = readFileSync(join(__dirname, '../../../docs/errors.md'), 'utf8');
  expect(text(page)).toEqual(text(errorsPage()));
});
