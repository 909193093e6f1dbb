import type { Logger } from '@temporalio/worker';
import type { FunctionGraphClient, FunctionGraphError } from '../../functiongraph';

/** The service knows who asks, and does not let them list functions. */
const NOT_PERMITTED = 'FSS.0403';

/**
 * One signed read call before the worker takes work: the sixth call with a wrong key locks the key for everyone. A key
 * that may only invoke is refused here too, but by the service, not by the gateway: that proves it right.
 */
export async function checkAccess(
  client: FunctionGraphClient,
  { signal, logger }: { readonly signal: AbortSignal; readonly logger: Logger },
): Promise<void> {
  try {
    await client.checkAccess({ signal });
  } catch (error) {
    if ((error as FunctionGraphError).code !== NOT_PERMITTED) throw error;
    logger.warn('The credentials may not list functions; whether they may invoke shows with the first call', {
      code: NOT_PERMITTED,
    });
  }
}
