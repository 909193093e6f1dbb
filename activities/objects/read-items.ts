import { ItemParser, type ItemStart, type ReadItem } from '../../asl/items/item-parser';
import type { ReaderPlan } from '../../asl/items/reader-plan';

/**
 * The items of an object, read as its bytes come: no more is held than one chunk and one record.
 * @param from where to begin: the chunks start at its `byte`. Default: the beginning of the object
 * @throws ItemReaderError where the bytes are not what the plan says
 */
export async function* readItems(
  chunks: AsyncIterable<Uint8Array>,
  plan: ReaderPlan,
  from?: ItemStart,
): AsyncGenerator<ReadItem> {
  const parser = new ItemParser(plan, from);
  for await (const chunk of chunks) {
    yield* parser.push(chunk);
    if (parser.full) return;
  }
  yield* parser.end();
}
