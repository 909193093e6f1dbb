// Writes docs/errors.md from the table of errors. Needs the build; a test keeps page and table equal.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import page from '../dist/test/support/errors-page.js';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const file = join(root, 'docs', 'errors.md');
writeFileSync(file, `${page.errorsPage()}\n`);
spawnSync(process.execPath, [join(root, 'node_modules', 'oxfmt', 'bin', 'oxfmt'), file], {
  stdio: 'inherit',
});
