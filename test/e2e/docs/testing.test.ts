import { createRequire } from 'node:module';
import { Examples } from './examples';
import { endCommands, ShellCommand } from './shell';
import { UserProject } from './user-project';

const examples = new Examples('docs/testing.md');
const project = new UserProject();
const command = examples.take('testing-command').trim();
const output = examples.take('testing-output').trimEnd();
const files = {
  'order.asl.yaml': examples.take('testing-definition'),
  'order.test.yaml': examples.take('testing-file'),
  'refused.ts': examples.take('testing-code'),
  'steps.ts': examples.take('testing-steps'),
  'state.ts': examples.take('testing-state'),
};
const home = process.cwd();

beforeAll(async () => {
  for (const [name, text] of Object.entries(files)) project.write(name, text);
  await project.compile();
  process.chdir(project.folder);
});
afterAll(async () => {
  process.chdir(home);
  await endCommands();
});

test('tfg test reports as the page shows, but for the times', async () => {
  const run = new ShellCommand(command, { cwd: project.folder, env: project.env });
  expect(await run.ended).toBe(0);
  expect(withoutTimes(run.stdout)).toBe(withoutTimes(output));
});

test.each([
  ['refused.js', 'refusedCard'],
  ['steps.js', 'approvedByHand'],
  ['state.js', 'busy'],
])('the code of %s holds what it asserts', async (file, name) => {
  const load = createRequire(project.path('index.js'));
  const module = load(`./${file}`) as Record<string, () => Promise<void> | void>;
  await expect((async () => module[name]?.())()).resolves.toBeUndefined();
  expect(module[name]).toBeInstanceOf(Function);
});

test('every example of the page is tested', () => {
  expect(examples.untested()).toEqual([]);
});

function withoutTimes(text: string): string {
  return text.trimEnd().replaceAll(/\d+(\.\d+)? m?s\b/g, 'N ms');
}
