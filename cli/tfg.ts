#!/usr/bin/env node
import { run } from './run';

// Whoever reads may go away (`tfg emulator 2>&1 | head`): that ends what is written, not the command.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

/** Ends when the last line is written, whatever a library may still hold open. */
async function main(): Promise<void> {
  const exitCode = await run(process.argv.slice(2));
  process.stdout.write('', () => process.stderr.write('', () => process.exit(exitCode)));
}

void main();
