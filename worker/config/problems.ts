import type { z } from 'zod';
import type { ConfigurationProblem } from './configuration-error';
import { nearest } from './did-you-mean';
import { factsOf, keysOf, schemaAt } from './known-keys';
import type { Layers } from './layers';
import type { YamlFile } from './yaml-file';

/** What zod found, in words that name the key, the place, what was expected and what to do. */
export function describeIssue(
  issue: z.core.$ZodIssue,
  raw: unknown,
  layers: Layers,
  file: YamlFile | undefined,
): ConfigurationProblem[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => unknownKey([...issue.path, key], file?.placeOfKey([...issue.path, key])));
  const where = layers.sourceOf(issue.path);
  const said = issue.code === 'custom' ? (issue.params?.['said'] as string | undefined) : undefined;
  if (said !== undefined) {
    const message = `${dotted(issue.path.slice(0, -1))}.${said}.`;
    return [{ message, ...(where !== undefined && { where }) }];
  }
  const facts = nearestFacts(issue.path);
  const value = valueAt(raw, issue.path);
  const name = issue.path.length === 0 ? 'the configuration' : dotted(issue.path);
  const expected =
    facts?.expects ??
    (issue.code === 'invalid_type' && issue.expected === 'array' ? 'a list' : 'a mapping of keys');
  const got = value === undefined ? 'it is missing' : `got ${shown(value, issue.path)}`;
  return [{ message: `${name}: expected ${expected}; ${got}.`, ...(where !== undefined && { where }) }];
}

function unknownKey(path: readonly PropertyKey[], where: string | undefined): ConfigurationProblem {
  const known = keysOf(schemaAt(path.slice(0, -1))) ?? [];
  const guess = nearest(String(path.at(-1)), known);
  const remedy = guess === undefined ? 'Remove it.' : `Did you mean "${guess}"?`;
  const message = `${dotted(path)}: unknown key. ${remedy} Known here: ${known.join(', ')}.`;
  return { message, ...(where !== undefined && { where }) };
}

/** Facts of the key at the path or, for a part of its value, of the key that holds it. */
function nearestFacts(path: readonly PropertyKey[]) {
  for (let length = path.length; length > 0; length -= 1) {
    const facts = factsOf(schemaAt(path.slice(0, length)));
    if (facts !== undefined) return facts;
  }
  return undefined;
}

function valueAt(raw: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (value == null ? undefined : (value as Record<PropertyKey, unknown>)[key]),
    raw,
  );
}

function dotted(path: readonly PropertyKey[]): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .slice(1);
}

function shown(value: unknown, path: readonly PropertyKey[]): string {
  if (typeof value === 'string' && value === '') return 'an empty text';
  if (path[0] === 'auth' && !isWord(value)) return 'something else (not shown: it may be a secret)';
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

function isWord(value: unknown): boolean {
  return typeof value === 'string' && /^[a-z]{1,10}$/i.test(value);
}
