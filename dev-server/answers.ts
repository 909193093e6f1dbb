import { Connection } from '@temporalio/client';
import type { ConnectionOptions } from '@temporalio/client';

/** Resolves where a Temporal server answers a call there within `timeoutMs`; rejects with the reason otherwise. */
export async function answers(
  options: ConnectionOptions,
  namespace: string,
  timeoutMs: number,
): Promise<void> {
  const connection = await Connection.connect({ ...options, connectTimeout: timeoutMs });
  try {
    await connection.withDeadline(Date.now() + timeoutMs, () =>
      connection.workflowService.describeNamespace({ namespace }),
    );
  } finally {
    await connection.close();
  }
}
