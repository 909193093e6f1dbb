import { Worker, type WorkerOptions } from '@temporalio/worker';
import { missingNamespace } from './missing-namespace';

/** As the SDK's, but a namespace that is not there is told as what it is: a wrong setting. */
export async function createWorker(options: WorkerOptions, address: string): Promise<Worker> {
  try {
    return await Worker.create(options);
  } catch (error) {
    const { namespace = 'default' } = options;
    const text = error instanceof Error ? error.message : '';
    if (!/Namespace .* was not found/.test(text) || !/code: NotFound/.test(text)) throw error;
    throw missingNamespace(address, namespace);
  }
}
