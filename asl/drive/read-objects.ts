import { compareStrings } from '../choice/string-order';
import type { ReadCommand } from '../engine/map-commands';
import { ItemReaderError } from '../items/item-reader-error';
import { parseItems } from '../items/parse-items';
import { maxItemsOf } from '../items/reader-plan';
import type { JsonValue } from '../language/json';
import type { Reply } from './effects';

/**
 * Reads a map's items out of texts that are at hand.
 *
 * @param objects texts by `bucket/key`
 */
export function readObjects(objects: Readonly<Record<string, string>>): (command: ReadCommand) => Reply {
  return (command) => {
    try {
      return {
        output: command.resource.includes('listObjects') ? list(objects, command) : read(objects, command),
      };
    } catch (error) {
      if (!(error instanceof ItemReaderError)) throw error;
      return { error: 'States.ItemReaderFailed', cause: error.message };
    }
  };
}

function read(objects: Readonly<Record<string, string>>, command: ReadCommand): readonly JsonValue[] {
  const { Bucket, Key } = command.arguments as { readonly Bucket?: string; readonly Key?: string };
  const name = `${Bucket}/${Key}`;
  const text = Object.hasOwn(objects, name) ? objects[name] : undefined;
  if (text === undefined) {
    const known = Object.keys(objects);
    throw new ItemReaderError(
      `There is no object ${name}; ${known.length === 0 ? 'no objects were given' : `given were ${known.join(', ')}`}.`,
    );
  }
  return parseItems(text, command.config);
}

/** What a listing says of each object, by key: https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html. */
function list(objects: Readonly<Record<string, string>>, command: ReadCommand): readonly JsonValue[] {
  const { Bucket, Prefix = '' } = command.arguments as { readonly Bucket?: string; readonly Prefix?: string };
  return Object.entries(objects)
    .filter(([name]) => name.startsWith(`${Bucket}/${Prefix}`))
    .toSorted(([left], [right]) => compareStrings(left, right))
    .map(([name, text]) => ({
      Etag: '""',
      Key: name.slice(`${Bucket}/`.length),
      LastModified: 0,
      Size: new TextEncoder().encode(text).length,
      StorageClass: 'STANDARD',
    }))
    .slice(0, maxItemsOf(command.config['MaxItems']));
}
