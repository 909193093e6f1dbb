import type { Payload } from '@temporalio/common';

/** A payload that is readable JSON; `undefined` for every other, such as an encrypted one. */
export function plainJson(payload: Payload | null | undefined): unknown {
  const { metadata, data } = payload ?? {};
  if (data == null || Buffer.from(metadata?.['encoding'] ?? []).toString() !== 'json/plain') return undefined;
  return JSON.parse(Buffer.from(data).toString()) as unknown;
}
