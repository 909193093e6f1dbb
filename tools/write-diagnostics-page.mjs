// Writes docs/diagnostics.md from the tables of rules. Needs the build; a test keeps page and tables equal.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import page from '../dist/test/support/diagnostics-page.js';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const file = join(root, 'docs', 'diagnostics.md');
writeFileSync(file, `${page.diagnosticsPage()}\n`);
spawnSync(process.execPath, [join(root, 'node_modules', 'oxfmt', 'bin', 'oxfmt'), file], {
  stdio: 'inherit',
});
