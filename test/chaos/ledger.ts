import { readFile } from 'node:fs/promises';

/** One run of a function's body, as the function itself wrote it down. */
export interface Run {
  readonly requestId: string;
  readonly startMs: number;
  endMs?: number;
}

/** The runs of each step, by `chain/step`, in the order in which they began. */
export async function readLedger(file: string): Promise<Map<string, Run[]>> {
  const runs = new Map<string, Run[]>();
  for (const line of (await readFile(file, 'utf8')).split('\n')) {
    if (line === '') continue;
    const { what, key, requestId, atMs } = JSON.parse(line) as {
      what: string;
      key: string;
      requestId: string;
      atMs: number;
    };
    const ofStep = runs.get(key) ?? [];
    if (what === 'start') ofStep.push({ requestId, startMs: atMs });
    else Object.assign(ofStep.find((run) => run.requestId === requestId) ?? {}, { endMs: atMs });
    runs.set(key, ofStep);
  }
  return runs;
}
