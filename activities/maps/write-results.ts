import { mapAction } from '../../asl/items/map-resource';
import { planWriter } from '../../asl/items/map-results';
import { manifest, resultFiles, type ResultFolder } from '../../asl/items/result-files';
import { ResultWriterError } from '../../asl/items/result-writer-error';
import type { ObjectStore } from '../objects/object-store';
import { textArguments } from './text-arguments';
import type { ResultTarget, WriteManifestReply, WriteManifestRequest } from './wire';
import type { WriteResultsReply, WriteResultsRequest } from './wire';

/** Writes the files of one part. */
export async function writeResults(
  store: ObjectStore,
  request: WriteResultsRequest,
  signal: AbortSignal,
): Promise<WriteResultsReply> {
  const folder = folderOf(request);
  const plan = planWriter(request.config);
  const { toWrite, files } = resultFiles(request.results, request.part, folder, plan);
  const contentType = plan.outputType === 'JSONL' ? 'application/jsonl' : 'application/json';
  for (const { key, body } of toWrite) await store.write(folder.bucket, key, body, { contentType, signal });
  return { v: 1, files };
}

/** Writes the manifest, which makes the results of all parts one. */
export async function writeManifest(
  store: ObjectStore,
  request: WriteManifestRequest,
  signal: AbortSignal,
): Promise<WriteManifestReply> {
  const folder = folderOf(request);
  const { toWrite, output } = manifest(folder, request.mapRunArn, request.files);
  await store.write(folder.bucket, toWrite.key, toWrite.body, { signal });
  return { v: 1, output };
}

function folderOf({ resource, arguments: given, run }: ResultTarget): ResultFolder {
  if (mapAction(resource) !== 'putObject')
    throw new ResultWriterError(
      `ResultWriter.Resource ${JSON.stringify(resource)} is not known; give arn:aws:states:::s3:putObject.`,
    );
  if (!/^[A-Za-z0-9][A-Za-z0-9._~-]{0,255}$/.test(run))
    throw new ResultWriterError(`run ${JSON.stringify(run)} cannot be the name of a folder.`);
  const { Bucket, Prefix } = textArguments(given, ['Bucket'], ['Prefix'], writerError);
  return { bucket: Bucket, run, ...(Prefix !== undefined && { prefix: Prefix }) };
}

function writerError(message: string): ResultWriterError {
  return new ResultWriterError(`ResultWriter: ${message}`);
}
