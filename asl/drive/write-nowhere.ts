import type { WriteCommand } from '../engine/map-commands';
import { resultsThatStay } from '../items/item-results';
import type { Reply } from './effects';

/** Keeps nothing; says what a writer would say. Without a Resource the results stay. */
export async function nowhere(command: WriteCommand): Promise<Reply> {
  if (command.resource === undefined) return { output: resultsThatStay(command, 'execution') };
  const { Bucket = '', Prefix = '' } = command.arguments as {
    readonly Bucket?: string;
    readonly Prefix?: string;
  };
  const run = command.path.replaceAll('/', '.');
  return {
    output: {
      MapRunArn: `map-run:${run}`,
      ResultWriterDetails: { Bucket, Key: [Prefix, run, 'manifest.json'].filter(Boolean).join('/') },
    },
  };
}
