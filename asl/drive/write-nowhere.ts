import type { WriteCommand } from '../engine/turn';
import type { Reply } from './effects';

/** Keeps nothing; says what a writer would say. */
export async function nowhere(command: WriteCommand): Promise<Reply> {
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
