import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ConfigurationError } from '../config/configuration-error';
import { WORKFLOWS_MODULE } from '../workflows-module';
import { bundleWorkflows } from './bundle-workflows';

const REMEDY =
  'Workflow code runs in a sandbox without Node.js: it may import other workflow code and types; move all else into activities.';

/** Bundles a user's workflows file together with ours. One of the user's that has the name of one of ours is served instead of it. */
export async function bundleUserWorkflows(workflows: string, ours: string): Promise<{ code: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'temporal-functiongraph-'));
  try {
    const entry = join(folder, 'workflows.js');
    writeFileSync(
      entry,
      `module.exports = { ...require(${JSON.stringify(ours)}), ...require(${JSON.stringify(workflows)}) };\n`,
    );
    const modules = packagesFolder(dirname(workflows));
    const code = await bundleWorkflows({
      workflowsPath: entry,
      preloadModules: [WORKFLOWS_MODULE],
      // The entry is outside of every project, and finds the SDK where the user's workflows do.
      webpackConfigHook: (config) => ({
        ...config,
        resolve: { ...config.resolve, modules: [...(config.resolve?.modules ?? []), modules] },
      }),
    });
    return { code };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `worker.workflows: ${workflows} cannot be bundled: ${reason}\n${REMEDY}`;
    throw new ConfigurationError([{ message }]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The node_modules folder from which code in `folder`, or else our own, takes the SDK. */
function packagesFolder(folder: string): string {
  const workflow = require.resolve('@temporalio/workflow/package.json', { paths: [folder, __dirname] });
  return dirname(dirname(dirname(workflow)));
}
