import { loadConfiguration } from 'temporal-functiongraph';
import { emptyFolder } from '../cli/tfg';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Examples } from './examples';
import { endCommands, ShellCommand } from './shell';
import { UserProject } from './user-project';

const examples = new Examples('docs/configuration.md');
const mistake = examples.take('configuration-mistake');
const file = examples.take('configuration-file');
const ownWorker = examples.take('configuration-own-worker');

afterAll(endCommands);

test('the file is taken as it stands', () => {
  const project = new UserProject();
  project.write('tfg.yaml', file);
  project.write('workflows.ts', 'export {};');
  const { settings } = loadConfiguration({ cwd: project.folder, env: {} });
  const urn = 'urn:fss:cn-north-4:0123456789abcdef0123456789abcdef:function:images:resize:!prod';
  expect(settings).toMatchObject({
    region: 'cn-north-4',
    functions: {
      resize: { urn, timeout: 30_000, retry: [{ maxAttempts: 10, interval: 500, jitter: 'full' }] },
      charge: { delivery: 'at-most-once' },
    },
    worker: { taskQueue: 'orders', workflows: project.path('workflows.ts') },
  });
});

test('a mistake is told as the page shows it', () => {
  const cwd = emptyFolder();
  const lines = ['region: cn-north-4', '', '', '', '', 'worker:', '  taskQeue: orders'];
  writeFileSync(join(cwd, 'tfg.yaml'), lines.join('\n'));
  const env = { HUAWEICLOUD_SDK_PROJECT_ID: '0123456789abcdef0123456789abcdef' };
  expect(() => loadConfiguration({ cwd, env })).toThrow(mistake.replace('error: ', '').trim());
});

test('a worker of your own reads the configuration', async () => {
  const project = new UserProject();
  project.write('tfg.yaml', 'functions: { charge: { delivery: at-most-once } }');
  project.write('worker.ts', `${ownWorker}\nconsole.log(plugin.name, settings.functions);\n`);
  await project.compile();
  const env = {
    ...project.env,
    FUNCTIONGRAPH_REGION: 'cn-north-4',
    HUAWEICLOUD_SDK_PROJECT_ID: '0123456789abcdef0123456789abcdef',
    HUAWEICLOUD_SDK_AK: 'AK',
    HUAWEICLOUD_SDK_SK: 'SK',
  };
  const worker = new ShellCommand('node worker.js', { cwd: project.folder, env });
  expect([await worker.ended, worker.stderr]).toEqual([0, '']);
  expect(worker.stdout).toBe(
    "temporal-functiongraph.FunctionGraphPlugin { charge: { delivery: 'at-most-once' } }\n",
  );
});

test('every example of the page is tested', () => {
  expect(examples.untested()).toEqual([]);
});
