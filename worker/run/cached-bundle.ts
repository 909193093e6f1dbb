import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Logger, WorkflowBundleOption } from '@temporalio/worker';
import { WORKFLOWS_MODULE } from '../workflows-module';
import { bundleWorkflows } from './bundle-workflows';

/** The bundle of our own workflows for one version of the SDK: made once, then read from the user's cache folder. */
export async function cachedBundle(
  ours: string,
  workerVersion: string,
  logger: Logger,
): Promise<WorkflowBundleOption> {
  const codePath = join(cacheFolder(), `workflows-${key(ours, workerVersion)}.js`);
  if (existsSync(codePath)) return { codePath };
  const code = await bundleWorkflows({ workflowsPath: ours, preloadModules: [WORKFLOWS_MODULE] });
  try {
    mkdirSync(dirname(codePath), { recursive: true, mode: 0o700 });
    const partial = `${codePath}.${process.pid}`;
    writeFileSync(partial, code, { mode: 0o600 });
    renameSync(partial, codePath);
  } catch (error) {
    logger.warn(`The workflow bundle cannot be kept in ${dirname(codePath)}; it is made at each start`, {
      error,
    });
  }
  return { code };
}

/** Of everything of ours that can be in the bundle; what the SDK puts in is named by its version. */
function key(ours: string, workerVersion: string): string {
  const hash = createHash('sha256').update(workerVersion);
  const root = dirname(dirname(ours));
  for (const folder of ['workflows', 'asl', 'retry', 'activities', 'functiongraph'])
    for (const file of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).toSorted())
      if (/\.[jt]s$/.test(file) && !file.endsWith('.d.ts') && file !== 'bundle.js')
        hash.update(`\0${folder}/${file}\0`).update(readFileSync(join(root, folder, file)));
  return hash.digest('hex').slice(0, 16);
}

function cacheFolder(): string {
  return join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'temporal-functiongraph');
}
