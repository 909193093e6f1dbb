import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the map does with its results: nothing is left of them but their number, or they are large and written. */
export function resultFields(outputKb: number): { readonly map: object; readonly task: object } {
  if (outputKb === 0) return { map: { ResultSelector: { 'count.$': 'States.ArrayLength($)' } }, task: {} };
  return {
    map: {
      ResultWriter: { Resource: 'arn:aws:states:::s3:putObject', Parameters: { Bucket: 'results' } },
      ResultSelector: { 'manifest.$': '$.ResultWriterDetails.Key' },
    },
    // The item's input, with its pad, is part of its output.
    task: { ResultPath: '$.booked' },
  };
}

interface Manifest {
  readonly ResultFiles: Readonly<Record<string, readonly { readonly Key: string; readonly Size: number }[]>>;
}

interface Entry {
  readonly Name: string;
}

/** Number of results, and of files where they are written. */
export function resultsLine(
  folder: string,
  output: { readonly count: number } | { readonly manifest: string },
): string {
  if ('count' in output) return `${output.count} results`;
  const read = (key: string): unknown => JSON.parse(readFileSync(join(folder, 'results', key), 'utf8'));
  const files = Object.values((read(output.manifest) as Manifest).ResultFiles);
  const bytes = files.flat().reduce((sum, { Size }) => sum + Size, 0);
  let count = 0;
  let inOrder = true;
  for (const ofStatus of files) {
    let last = -1;
    for (const { Key } of ofStatus)
      for (const { Name } of read(Key) as readonly Entry[]) {
        const index = Number(/\[(\d+)\]$/.exec(Name)?.[1]);
        inOrder &&= index > last;
        last = index;
        count++;
      }
  }
  const order = inOrder ? 'in order' : 'NOT in order';
  return `${count} results in ${files.flat().length} files of ${(bytes / 1024 / 1024).toFixed(0)} MB, ${order}`;
}
