import { existsSync, readdirSync } from 'node:fs';
import { DefaultLogger } from '@temporalio/worker';
import { version } from '@temporalio/worker/package.json';
import { cachedBundle } from '#dist/worker/run/cached-bundle';
import { workflowBundle } from '#dist/worker/run/workflow-bundle';
import { cleanUp, emptyFolder } from '../cli/tfg';

const logger = new DefaultLogger('ERROR');
const cacheHome = process.env['XDG_CACHE_HOME'];
afterAll(async () => {
  if (cacheHome === undefined) delete process.env['XDG_CACHE_HOME'];
  else process.env['XDG_CACHE_HOME'] = cacheHome;
  await cleanUp();
});

test('the bundle of the package is served where the installed SDK made it', async () => {
  const bundle = await workflowBundle(undefined, logger);
  expect(bundle).toEqual({ codePath: require.resolve('#dist/workflows/bundle') });
});

test('for another SDK the bundle is made once and then read from the cache', async () => {
  const folder = emptyFolder();
  process.env['XDG_CACHE_HOME'] = folder;
  const ours = require.resolve('temporal-functiongraph/workflows');
  const made = await cachedBundle(ours, version, logger);
  expect(made).toEqual({ code: expect.stringContaining('callChain') as string });
  const kept = await cachedBundle(ours, version, logger);
  expect('codePath' in kept && existsSync(kept.codePath)).toBe(true);
  expect(readdirSync(`${folder}/temporal-functiongraph`)).toHaveLength(1);
});
