// Bundles the package's own workflows ahead of time into dist/workflows/bundle.js, which spares a worker that has no
// workflows of its own the two seconds of bundling. bundle.json names the SDK version that the bundle belongs to.
import { renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DefaultLogger, bundleWorkflowCode } from '@temporalio/worker';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = join(root, 'dist', 'workflows');
const { version } = createRequire(import.meta.url)('@temporalio/worker/package.json');

const { code } = await bundleWorkflowCode({
  workflowsPath: join(folder, 'index.js'),
  // Evaluated once for all workflows of a thread instead of once for each; it keeps nothing of any of them.
  preloadModules: [join(folder, 'index.js')],
  logger: new DefaultLogger('WARN'),
  webpackConfigHook: (config) => ({
    ...config,
    output: {
      ...config.output,
      // The source map ships with the package: no paths of the machine that built it.
      devtoolModuleFilenameTemplate: ({ absoluteResourcePath }) =>
        absoluteResourcePath
          .replaceAll(root + sep, '')
          .replaceAll(sep, '/')
          .replace(/^(ignored\|)?.*?(?=node_modules\/)/, '$1'),
    },
  }),
});
put('bundle.js', code);
put('bundle.json', `${JSON.stringify({ workerVersion: version })}\n`);

function put(name, content) {
  const aside = join(folder, `${name}.new`);
  writeFileSync(aside, content);
  renameSync(aside, join(folder, name));
}
