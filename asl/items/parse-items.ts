import type { JsonValue } from '../language/json';
import { ItemParser } from './item-parser';
import { planReader, type ReaderConfig } from './reader-plan';

/**
 * The items of an object's whole text, as a Map with this ReaderConfig gets them.
 * @throws ItemReaderError where the config cannot be met, or the text is not what the config says
 */
export function parseItems(text: string, config: ReaderConfig): JsonValue[] {
  const parser = new ItemParser(planReader(config));
  const bytes = new TextEncoder().encode(text);
  return [...parser.push(bytes), ...(parser.full ? [] : parser.end())].map(({ value }) => value);
}
