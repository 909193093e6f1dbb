import { join } from 'node:path';
import { startEmulator } from '../../emulator';
import { serve } from '../support/child';
import { KEYS, PROJECT, REGION, TOKEN } from '../support/constants';

async function main(): Promise<void> {
  const functions = join(__dirname, '..', '..', '..', 'bench', 'functions');
  const emulator = await startEmulator({
    functions,
    projectId: PROJECT,
    region: REGION,
    token: TOKEN,
    keys: KEYS,
  });
  await serve(
    { address: emulator.address },
    async () => ({}),
    () => emulator.close(),
  );
}

void main();
