import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emulatorFor, type TestEmulator } from '../../support/emulator';
import { adapted, Examples } from './examples';
import { commandsOf, endCommands, ShellCommand } from './shell';
import { UserProject } from './user-project';

const examples = new Examples('docs/emulator.md');
const [command = ''] = commandsOf(examples.take('emulator-command'));
const code = examples.take('emulator-start');
const faults = examples.take('emulator-faults');

const project = new UserProject();
let emulator: TestEmulator;

beforeAll(async () => {
  const returns = 'exports.handler = async (event, context) => event;';
  emulator = await emulatorFor({ resize: returns, charge: returns }, { random: () => 0.05 });
  cpSync(emulator.folder, project.path('functions'), { recursive: true });
});
afterAll(async () => {
  await endCommands();
  await emulator?.close();
});

const run = (line: string) => new ShellCommand(line, { cwd: project.folder, env: project.env });

test('the command serves the folder', async () => {
  const served = run(adapted(command, { '--port 9000': '--port 0 --json' }));
  const [, address = ''] = await served.writes(/^\{"address":"(.+)"\}$/m);
  const options = `--endpoint ${address} --region cn-north-4 --project-id demo`;
  const keys = 'env HUAWEICLOUD_SDK_AK=any HUAWEICLOUD_SDK_SK=any';
  const invoke = run(`${keys} tfg invoke resize --event '[1]' ${options}`);
  expect([await invoke.ended, invoke.stdout]).toEqual([0, '[1]\n']);
  served.kill('SIGTERM');
  expect(await served.ended).toBe(0);
});

test('the code starts it, says where it listens, and ends', async () => {
  project.write('main.mts', adapted(code, { 'port: 9000': 'port: 0' }));
  await project.compile();
  const main = run('node main.mjs');
  expect([await main.ended, main.stderr]).toEqual([0, '']);
  expect(main.stdout).toMatch(/^http:\/\/127\.0\.0\.1:\d+\n$/);
});

test('the faults strike the calls that they name', async () => {
  writeFileSync(join(emulator.folder, 'faults.yaml'), faults);
  const charge = () => emulator.call('charge', 7);
  for (const call of [1, 2]) {
    const { status, headers } = await charge();
    expect([call, status, headers.get('retry-after')]).toEqual([call, 429, '1']);
  }
  await expect(charge()).rejects.toThrow('fetch failed');
  expect(await (await charge()).json()).toBe(7);
  const resized = await emulator.call('resize');
  expect([resized.status, await resized.json()]).toEqual([
    503,
    expect.objectContaining({ error_code: 'FSS.0503' }),
  ]);
});

test('every example of the page is tested', () => {
  expect(examples.untested()).toEqual([]);
});
