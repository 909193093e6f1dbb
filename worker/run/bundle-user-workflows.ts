import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleWorkflowCode, type Logger, type WorkflowBundleOption } from '@temporalio/worker';
import { ConfigurationError } from '../config/configuration-error';

/** Bundles a user's workflows file together with our `callChain`. A workflow of the user's with that name is served instead of ours. */
export async function bundleUserWorkflows(
  workflows: string,
  ours: string,
  logger: Logger,
): Promise<WorkflowBundleOption> {
  const folder = mkdtempSync(join(tmpdir(), 'temporal-functiongraph-'));
  try {
    const entry = join(folder, 'workflows.js');
    writeFileSync(
      entry,
      `const { callChain } = require(${JSON.stringify(ours)});\n` +
        `module.exports = { callChain, ...require(${JSON.stringify(workflows)}) };\n`,
    );
    return await bundleWorkflowCode({ workflowsPath: entry, logger });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigurationError([
      { message: `worker.workflows: ${workflows} cannot be bundled: ${reason}` },
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
