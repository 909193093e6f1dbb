// Writes state-machine.schema.json from the tables of fields. Needs the build; a test keeps schema and tables equal.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import schema from '../dist/asl/language/json-schema.js';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const file = join(root, 'state-machine.schema.json');
writeFileSync(file, `${JSON.stringify(schema.stateMachineSchema(), null, 2)}\n`);
spawnSync(process.execPath, [join(root, 'node_modules', 'oxfmt', 'bin', 'oxfmt'), file], {
  stdio: 'inherit',
});
