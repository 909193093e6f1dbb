import { createHash, randomUUID } from 'node:crypto';
import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DefaultLogger, bundleWorkflowCode } from '@temporalio/worker';

/** The bundle of a workflows file, made once in a run of jest; without a file, the one that the build made of the package. */
export async function workflowBundle(workflowsPath?: string): Promise<{ codePath: string }> {
  if (workflowsPath === undefined) return { codePath: require.resolve('#dist/workflows/bundle') };
  const dir = process.env['TEST_BUNDLES'];
  if (dir === undefined) throw new Error('only files of the e2e project have workflow bundles');
  const codePath = join(dir, `${createHash('sha256').update(workflowsPath).digest('hex')}.js`);
  if (!existsSync(codePath)) {
    const { code } = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR') });
    const aside = `${codePath}.${randomUUID()}`;
    writeFileSync(aside, code);
    renameSync(aside, codePath);
  }
  return { codePath };
}
