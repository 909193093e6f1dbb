import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { interpolate, readComposeFile, ROOT } from '../../support/compose-file';
import { readPage } from '../../support/docs-page';
import { until } from '../../support/until';
import { missingPrograms } from '../../support/stack/missing-programs';
import { NativeStack } from '../../support/stack/native-stack';
import { findServerCommands } from '../../support/stack/temporal-commands';
import { adapted, Examples } from './examples';
import { commandsOf, endCommands, ShellCommand } from './shell';
import { UserProject } from './user-project';

const page = 'docs/deployment.md';
const examples = new Examples(page);
const secrets = examples.take('deployment-secrets');
const [execute = ''] = commandsOf(examples.take('deployment-run'));
const inContainers = ['deployment-run-inside', 'deployment-backup'].flatMap((name) =>
  commandsOf(examples.take(name)),
);
const [pipeline = ''] = commandsOf(examples.take('deployment-pipeline'));
const objects = commandsOf(examples.take('deployment-objects'));
const others = ['deployment-up', 'deployment-scale'].flatMap((name) => commandsOf(examples.take(name)));

const BUILD_WITHIN_MS = 15 * 60_000;
const RUN_WITHIN_MS = 180_000;
const SECRETS = { HUAWEICLOUD_SDK_AK: 'AK', HUAWEICLOUD_SDK_SK: 'SK' };
const TFG = require.resolve('#dist/cli/tfg');
const project = new UserProject();
const { services } = readComposeFile();

/** What the commands write into `.env`. */
async function secretsOfUser(): Promise<Record<string, string>> {
  copyFileSync(join(ROOT, '.env.example'), project.path('.env.example'));
  project.write('secrets.sh', secrets);
  expect(await new ShellCommand('sh secrets.sh', { cwd: project.folder, env: project.env }).ended).toBe(0);
  const lines = readFileSync(project.path('.env'), 'utf8').matchAll(/^(\w+)=(.*)$/gm);
  return Object.fromEntries([...lines].map(([, name = '', value = '']) => [name, value]));
}

afterAll(endCommands);

test('the commands make every secret, each another', async () => {
  const made = await secretsOfUser();
  expect(Object.keys(made).toSorted()).toEqual([
    'FUNCTIONGRAPH_CALLBACK_KEY',
    'HUAWEICLOUD_SDK_AK',
    'HUAWEICLOUD_SDK_SK',
    'POSTGRES_PASSWORD',
  ]);
  for (const secret of Object.values(made)) expect(secret).toMatch(/^[\da-f]{48}$/);
  expect(new Set(Object.values(made)).size).toBe(4);
});

/** Names in the first column of the tables below a heading. */
function firstColumn(heading: string): string[] {
  const section = readPage(page).split(heading)[1]?.split('\n## ')[0] ?? '';
  return [...section.matchAll(/^\| (`.+?`) +\|/gm)].flatMap(([, names = '']) =>
    [...names.matchAll(/`(\w+)`/g)].map(([, name = '']) => name),
  );
}

test('the tables have every service and every setting', () => {
  expect(firstColumn('# An installation with Docker Compose')).toEqual(Object.keys(services));
  const settings = readFileSync(join(ROOT, '.env.example'), 'utf8').matchAll(/^(?:# )?([A-Z_]+)=/gm);
  expect(new Set(firstColumn('## Settings'))).toEqual(new Set([...settings].map(([, name]) => name)));
});

test('the commands of Docker name services of the file', () => {
  const named = [...inContainers, pipeline, ...objects, ...others].flatMap(
    (line) =>
      /(?:run|exec) (?:--\S+ )*(\w+)|--scale (\w+)=|cp \S+ (\w+):/.exec(line)?.slice(1).filter(Boolean) ?? [],
  );
  expect(named).toEqual(['namespace', 'postgresql', 'worker', 'worker', 'worker', 'worker']);
  expect(Object.keys(services)).toEqual(expect.arrayContaining(named));
});

test('the worker looks for objects where the commands put them', () => {
  const { environment = {}, volumes } = interpolate(services['worker'] ?? { image: '' }, SECRETS);
  const folder = environment['FUNCTIONGRAPH_OBJECTS_FOLDER'] ?? '';
  for (const line of objects) expect(line).toContain(`${folder}/shop`);
  expect(volumes).toContain(`objects:${folder}`);
});

const missing = missingPrograms();
const describeStack = missing.length === 0 ? describe : describe.skip;

describeStack(
  `the installation (${missing.length === 0 ? 'without containers' : `missing here: ${missing.join(', ')}`})`,
  () => {
    let stack: NativeStack;

    beforeAll(() => findServerCommands((line) => process.stderr.write(`${line}\n`)), BUILD_WITHIN_MS);
    beforeAll(async () => {
      stack = await NativeStack.up(await secretsOfUser());
    }, RUN_WITHIN_MS);
    afterAll(() => stack?.down());

    test("runs the example's state machine on the example's functions", async () => {
      const workflows = join(ROOT, 'examples', 'order-fulfilment');
      const line = adapted(pipeline, {
        'docker compose run --rm worker': `${process.execPath} ${TFG}`,
        '/app/workflows': workflows,
      });
      const output = JSON.parse(await stack.run('worker', line, project.folder)) as unknown;
      expect(output).toMatchObject({ status: 'shipped' });
    });

    test("runs the example's workflow on the example's functions", async () => {
      expect(await stack.run('namespace', execute, project.folder)).toMatch(/"status":\s*"shipped"/);
    });

    test('runs what the page runs inside of a container', async () => {
      const [list, backup] = inContainers.map((line) => /(?:run|exec) (?:--\S+ )*(\w+) (.+)$/.exec(line));
      // Runs are listed a moment after they end.
      const lists = (): Promise<string> => stack.run(list?.[1] ?? '', list?.[2] ?? '', project.folder);
      await until(async () => (await lists()).includes('fulfilOrder'));
      await stack.run(backup?.[1] ?? '', backup?.[2] ?? '', project.folder);
      expect(readFileSync(project.path('backup.sql'), 'utf8')).toContain(
        'CREATE DATABASE temporal_visibility',
      );
    });
  },
);

test('every example of the page is tested', () => {
  expect(examples.untested()).toEqual([]);
});
