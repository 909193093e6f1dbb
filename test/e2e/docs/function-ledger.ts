import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What functions of an emulator were called with, in order: their handlers write it down before they do anything. */
export class FunctionLedger {
  private readonly file: string;
  private readonly gate: string;

  constructor(folder: string) {
    this.file = join(folder, 'ledger');
    this.gate = join(folder, 'open');
  }

  /** `index.js` of a function with this body; it sees `event`, and `nth`: how often this function ran before. */
  handler(body: string): string {
    return `
const { appendFileSync, existsSync, readFileSync } = require('node:fs');
const file = ${JSON.stringify(this.file)};
exports.handler = async (event, context) => {
  const name = context.getFunctionName();
  const entries = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\\n').map((line) => JSON.parse(line)) : [];
  const nth = entries.filter((entry) => entry.name === name).length;
  appendFileSync(file, JSON.stringify({ name, event }) + '\\n');
  ${body}
};
`;
  }

  /** For a body: waits until {@link open}. */
  untilOpen(): string {
    const gate = JSON.stringify(this.gate);
    return `while (!existsSync(${gate})) await new Promise((resolve) => setTimeout(resolve, 20));`;
  }

  open(): void {
    writeFileSync(this.gate, '');
  }

  clear(): void {
    rmSync(this.file, { force: true });
    rmSync(this.gate, { force: true });
  }

  /** The events that a function ran with. */
  events(name: string): unknown[] {
    if (!existsSync(this.file)) return [];
    const lines = readFileSync(this.file, 'utf8').trim().split('\n');
    return lines
      .map((line) => JSON.parse(line) as { name: string; event: unknown })
      .filter((entry) => entry.name === name)
      .map(({ event }) => event);
  }
}
