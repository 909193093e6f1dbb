/** A process of its own for tests that kill it: starts a dev server, tells its address, and stays. */
import { startDevServer } from '#dist/dev-server/index';

async function main(): Promise<void> {
  const [executable = ''] = process.argv.slice(2);
  const { address } = await startDevServer({ executable });
  process.stdout.write(`${JSON.stringify({ address })}\n`);
  setInterval(() => {}, 60_000);
}

void main();
