import { ObjectStoreError } from './object-store-error';

export interface StreamedOptions {
  readonly where: string;
  /** The longest wait for a chunk, in milliseconds. */
  readonly idleMs: number;
  readonly signal: AbortSignal | undefined;
}

/**
 * The chunks of a body that is under way. Ends it where the reader stops, where the signal says so, and where the other
 * side falls silent. @throws ObjectStoreError for a body that is cut off
 */
export async function* streamed(body: unknown, options: StreamedOptions): AsyncGenerator<Uint8Array> {
  const { where, idleMs, signal } = options;
  const stream = body as NodeJS.ReadableStream & { destroy(error?: Error): void };
  const stop = () => stream.destroy(signal?.reason as Error);
  const silence = () => stream.destroy(new Error(`nothing came for ${idleMs} ms`));
  let timer: NodeJS.Timeout | undefined = setTimeout(silence, idleMs);
  signal?.addEventListener('abort', stop, { once: true });
  try {
    signal?.throwIfAborted();
    for await (const chunk of stream) {
      clearTimeout(timer);
      yield chunk as Buffer;
      timer = setTimeout(silence, idleMs);
    }
  } catch (error) {
    signal?.throwIfAborted();
    throw new ObjectStoreError(
      `${where}: reading was cut off (${(error as Error).message}).`,
      'Unreachable',
      true,
      { cause: error },
    );
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
    stream.destroy();
  }
}
