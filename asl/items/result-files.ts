import { utf8Bytes } from './json-bytes';
import { transformed, type MapItemResult, type MapItemStatus, type WriterPlan } from './map-results';

export const STATUSES: readonly MapItemStatus[] = ['FAILED', 'PENDING', 'SUCCEEDED'];

/** Files by the status of what they hold, as the manifest names them. */
export type ResultFiles = Readonly<Record<MapItemStatus, readonly ResultFile[]>>;

export interface ResultFile {
  readonly Key: string;
  /** Bytes. */
  readonly Size: number;
}

export interface FileToWrite {
  readonly key: string;
  readonly body: string;
}

/** A map's run in a bucket: `PREFIX/RUN/…`. */
export interface ResultFolder {
  readonly bucket: string;
  /** Slashes at its ends do not count. Default: none. */
  readonly prefix?: string;
  readonly run: string;
}

/** The files of one part of a map's results: `SUCCEEDED_0.json`, `FAILED_0.json`, `PENDING_0.json`, none that is empty. */
export function resultFiles(
  results: readonly MapItemResult[],
  part: number,
  folder: ResultFolder,
  plan: WriterPlan,
): { readonly toWrite: readonly FileToWrite[]; readonly files: ResultFiles } {
  const toWrite: FileToWrite[] = [];
  const files: Record<MapItemStatus, ResultFile[]> = { FAILED: [], PENDING: [], SUCCEEDED: [] };
  for (const status of STATUSES) {
    const own = results.filter((result) => result.status === status);
    if (own.length === 0) continue;
    const key = keyOf(folder, `${status}_${part}.${plan.outputType.toLowerCase()}`);
    const values = transformed(own, plan);
    const body =
      plan.outputType === 'JSONL'
        ? values.map((value) => `${JSON.stringify(value)}\n`).join('')
        : JSON.stringify(values);
    toWrite.push({ key, body });
    files[status].push({ Key: key, Size: utf8Bytes(body) });
  }
  return { toWrite, files };
}

/** The manifest, and the output of a map whose results are written. */
export function manifest(folder: ResultFolder, mapRunArn: string, parts: readonly ResultFiles[]) {
  const key = keyOf(folder, 'manifest.json');
  const of = (status: MapItemStatus) => parts.flatMap((files) => files[status]);
  const content = {
    DestinationBucket: folder.bucket,
    MapRunArn: mapRunArn,
    ResultFiles: { FAILED: of('FAILED'), PENDING: of('PENDING'), SUCCEEDED: of('SUCCEEDED') },
  };
  return {
    toWrite: { key, body: JSON.stringify(content) },
    output: { MapRunArn: mapRunArn, ResultWriterDetails: { Bucket: folder.bucket, Key: key } },
  };
}

function keyOf({ prefix = '', run }: ResultFolder, name: string): string {
  const folders = prefix.split('/').filter((part) => part !== '');
  return [...folders, run, name].join('/');
}
