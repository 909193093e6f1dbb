import type { Client } from '@temporalio/client';
import {
  defineSearchAttributeKey,
  type SearchAttributePair,
  SearchAttributeType,
  TypedSearchAttributes,
} from '@temporalio/common';

/** Search attributes of a pipeline, each of type Keyword; set where the namespace has them. */
export interface PipelineAttributes {
  readonly FunctionGraphPipeline: string;
  readonly FunctionGraphPipelineVersion: string | undefined;
  readonly FunctionGraphDefinition: string;
}

const isKeyword = (type: number): boolean => type === 2;
const KEEP_MS = 60_000;

/** What was found, by client: an operator adds attributes rarely, and some servers answer slowly. */
const found = new WeakMap<Client, { readonly atMs: number; readonly names: Promise<ReadonlySet<string>> }>();

/** Those that the namespace has registered: an unknown one would be refused with the whole start. */
export async function searchAttributes(
  client: Client,
  attributes: PipelineAttributes,
): Promise<TypedSearchAttributes | undefined> {
  const registered = await registeredKeywords(client);
  const pairs = Object.entries(attributes).flatMap(([name, value]): SearchAttributePair[] =>
    typeof value === 'string' && registered.has(name)
      ? [{ key: defineSearchAttributeKey(name, SearchAttributeType.KEYWORD), value }]
      : [],
  );
  return pairs.length === 0 ? undefined : new TypedSearchAttributes(pairs);
}

function registeredKeywords(client: Client): Promise<ReadonlySet<string>> {
  const known = found.get(client);
  const nowMs = performance.now();
  if (known !== undefined && nowMs - known.atMs < KEEP_MS) return known.names;
  const names = askServer(client);
  found.set(client, { atMs: nowMs, names });
  return names;
}

/** None where the server does not say: not everyone may ask it, and a pipeline runs without them. */
async function askServer(client: Client): Promise<ReadonlySet<string>> {
  try {
    const { namespace } = client.options;
    const { customAttributes } = await client.connection.operatorService.listSearchAttributes({ namespace });
    const keywords = Object.entries(customAttributes ?? {}).filter(([, type]) => isKeyword(type));
    return new Set(keywords.map(([name]) => name));
  } catch {
    return new Set();
  }
}
