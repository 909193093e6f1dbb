import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { emptyFolder } from '../cli/tfg';

/** What handlers did for each run, in a folder that outlives every process of a test. Events carry `run`. */
export class Ledger {
  private readonly folder = emptyFolder();

  /** Body of a handler that writes its name down and hands the event on. */
  step(name: string): string {
    return `${this.note(name)} return { ...event, ${name}: true };`;
  }

  /** The same, but it returns only after {@link open}. */
  gatedStep(name: string): string {
    const gate = `${JSON.stringify(this.folder)} + '/open-' + event.run`;
    return `${this.note(name)}
      while (!require('node:fs').existsSync(${gate})) await new Promise((resolve) => setTimeout(resolve, 20));
      return { ...event, ${name}: true };`;
  }

  newRun(): string {
    return randomUUID();
  }

  /** Names of the steps that began for a run, in order. */
  ran(run: string): string[] {
    const file = join(this.folder, run);
    return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
  }

  async reaches(run: string, step: string): Promise<void> {
    while (!this.ran(run).includes(step)) await sleep(20);
  }

  open(run: string): void {
    writeFileSync(join(this.folder, `open-${run}`), '');
  }

  private note(name: string): string {
    return `require('node:fs').appendFileSync(${JSON.stringify(this.folder)} + '/' + event.run, '${name}\\n');`;
  }
}
