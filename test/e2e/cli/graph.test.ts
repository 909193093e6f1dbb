import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { cleanUp, emptyFolder, tfg } from './tfg';

afterAll(cleanUp);

const YAML = `
StartAt: Resize
States:
  Resize: { Type: Task, Resource: resize, Next: Store }
  Store: { Type: Task, Resource: store, End: true }
`;
const JSON_TEXT = JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Pass', End: true } } });

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = emptyFolder();
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

test('a YAML definition goes to standard output as Mermaid', async () => {
  const { code, stdout, stderr } = await tfg(['graph', 'p.yaml'], { cwd: folderWith({ 'p.yaml': YAML }) });
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/^flowchart TD\n {2}s0\("Resize<br\/>resize"\)\n/);
});

test('the name of the output says the format', async () => {
  const cwd = folderWith({ 'p.json': JSON_TEXT });
  expect(await tfg(['graph', 'p.json', '-o', 'p.svg'], { cwd })).toMatchObject({ code: 0, stdout: '' });
  expect(await tfg(['graph', 'p.json', '-o', 'p.mmd'], { cwd })).toMatchObject({ code: 0, stdout: '' });
  expect(readFileSync(join(cwd, 'p.svg'), 'utf8')).toMatch(/^<svg .*<\/svg>\n$/s);
  expect(readFileSync(join(cwd, 'p.mmd'), 'utf8')).toMatch(/^flowchart TD\n/);
});

test('--format says it too, and - reads standard input', async () => {
  const { code, stdout } = await tfg(['graph', '-', '--format', 'svg'], { input: JSON_TEXT });
  expect([code, stdout.slice(0, 4)]).toEqual([0, '<svg']);
});

describe('what cannot be drawn ends with 2 and the reason', () => {
  test.each([
    ['a file that does not exist', ['none.json'], 'error: none.json: there is no such file.'],
    ['a folder', ['.'], 'error: .: it is a folder.'],
    ['broken text', ['broken.json'], 'error: broken.json:1:13 cannot be read: '],
    [
      'something else',
      ['list.yaml'],
      'error: list.yaml holds no state machine: there is no object States in it.',
    ],
    ['an endless alias', ['bomb.yaml'], 'error: bomb.yaml:1:1 cannot be read: '],
    [
      'an output of unknown kind',
      ['p.yaml', '-o', 'p.png'],
      'error: --output p.png does not say the format: ',
    ],
    [
      'an output nowhere',
      ['p.yaml', '-o', 'no/p.svg'],
      'error: --output no/p.svg: its folder does not exist.',
    ],
    [
      'an unknown format',
      ['p.yaml', '--format', 'png'],
      "error: option '--format <format>' argument 'png' is invalid.",
    ],
  ])('%s', async (_name, args, message) => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x, x]'];
    for (let depth = 1; depth < 8; depth++) {
      const [name, before] = [String.fromCodePoint(97 + depth), String.fromCodePoint(96 + depth)];
      bomb.push(`${name}: &${name} [${Array.from({ length: 10 }, () => `*${before}`).join(', ')}]`);
    }
    const cwd = folderWith({
      'broken.json': '{"StartAt": ',
      'list.yaml': '- a\n- b\n',
      'bomb.yaml': `${bomb.join('\n')}\nStates: *h\n`,
      'p.yaml': YAML,
    });
    const { code, stdout, stderr } = await tfg(['graph', ...args], { cwd });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });
});

test('whoever reads it may go away', async () => {
  const cwd = folderWith({ 'p.yaml': YAML });
  const child = spawn(process.execPath, [require.resolve('#dist/cli/tfg'), 'graph', 'p.yaml'], { cwd });
  child.stdout.destroy();
  const stderr = text(child.stderr);
  const [code] = (await once(child, 'exit')) as [number];
  expect([code, await stderr]).toEqual([0, '']);
});
