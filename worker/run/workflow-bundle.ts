import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Logger, WorkflowBundleOption } from '@temporalio/worker';
import { version as workerVersion } from '@temporalio/worker/package.json';
import { ConfigurationError } from '../config/configuration-error';
import { bundleUserWorkflows } from './bundle-user-workflows';
import { cachedBundle } from './cached-bundle';

/** What stands beside a prebuilt bundle. A bundle fits only the exact version of the SDK that made it. */
interface BundleFacts {
  readonly workerVersion: string;
}

/**
 * The workflow code to serve. Our own workflows come from the bundle in the package where the installed SDK is the one
 * that made it, else from the cache; a user's file is bundled at each start, ours beside it.
 */
export function workflowBundle(workflows: string | undefined, logger: Logger): Promise<WorkflowBundleOption> {
  const ours = require.resolve('../../workflows');
  if (workflows === undefined) return ownWorkflows(ours, logger);
  if (existsSync(workflows)) {
    logger.info('Bundling the workflow code', { file: workflows });
    return bundleUserWorkflows(workflows, ours);
  }
  const message = `worker.workflows: there is no file ${workflows}. Name the .js or .ts file that exports your workflows.`;
  throw new ConfigurationError([{ message }]);
}

async function ownWorkflows(ours: string, logger: Logger): Promise<WorkflowBundleOption> {
  const folder = dirname(ours);
  const codePath = join(folder, 'bundle.js');
  return prebuiltFor(folder) === workerVersion && existsSync(codePath)
    ? { codePath }
    : cachedBundle(ours, workerVersion, logger);
}

function prebuiltFor(folder: string): string | undefined {
  const facts = join(folder, 'bundle.json');
  return existsSync(facts)
    ? (JSON.parse(readFileSync(facts, 'utf8')) as BundleFacts).workerVersion
    : undefined;
}
