import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cleanUp, emptyFolder, tfg } from './tfg';

afterAll(cleanUp);

const GOOD = '{"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "resize", "End": true}}}';

/** A folder with these files. */
function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = emptyFolder();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

describe('tfg validate', () => {
  test('says how many files are valid, and ends with 0', async () => {
    const cwd = folderWith({
      'a.json': GOOD,
      'b.asl.yaml': 'StartAt: A\nStates: { A: { Type: Succeed } }\n',
    });
    expect(await tfg(['validate', 'a.json', 'b.asl.yaml'], { cwd })).toEqual({
      code: 0,
      signal: null,
      stdout: '2 files valid\n',
      stderr: '',
    });
  });

  test('shows the line of a mistake with a mark under it, what to do, and ends with 2', async () => {
    const text = 'StartAt: A\nStates:\n  A:\n    Type: Pass\n    Paramters: {}\n    End: true\n';
    const cwd = folderWith({ 'pipeline.yaml': text });
    const { code, stdout } = await tfg(['validate', 'pipeline.yaml'], { cwd });
    expect([code, stdout]).toEqual([
      2,
      `pipeline.yaml:5:5 error SCHEMA_VALIDATION_FAILED: Field 'Paramters' is not supported
5 |     Paramters: {}
  |     ^~~~~~~~~
  = at: /States/A
  = hint: Did you mean 'Parameters'?

0 of 1 file valid: 1 error
`,
    ]);
  });

  test('warnings alone end with 0, and with --strict what the service refuses does not', async () => {
    const cwd = folderWith({
      'a.json': '{"StartAt": "A", "States": {"A": {"Type": "Succeed"}, "B": {"Type": "Succeed"}}}',
    });
    expect(await tfg(['validate', 'a.json'], { cwd })).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('warning MISSING_TRANSITION_TARGET: State "B" is not reachable.'),
    });
    expect(await tfg(['validate', 'a.json', '--strict'], { cwd })).toMatchObject({ code: 2 });
  });

  test('--json is one line for scripts', async () => {
    const cwd = folderWith({ 'a.json': GOOD, 'b.json': '{"StartAt": 1}' });
    const { code, stdout } = await tfg(['validate', '--json', 'a.json', 'b.json', 'c.json'], { cwd });
    expect(code).toBe(2);
    expect(stdout.trimEnd().split('\n')).toHaveLength(1);
    expect(JSON.parse(stdout)).toEqual({
      valid: false,
      files: [
        { file: 'a.json', valid: true, diagnostics: [] },
        {
          file: 'b.json',
          valid: false,
          diagnostics: [
            {
              code: 'SCHEMA_VALIDATION_FAILED',
              severity: 'error',
              message: 'These fields are required: [States]',
              path: '/',
              line: 1,
              column: 1,
            },
            {
              code: 'SCHEMA_VALIDATION_FAILED',
              severity: 'error',
              message: 'Expected value of type String',
              path: '/StartAt',
              line: 1,
              column: 13,
            },
          ],
        },
        { file: 'c.json', valid: false, diagnostics: [], problem: 'there is no such file' },
      ],
    });
  });

  test('the functions of tfg.yaml are those that tasks can name', async () => {
    const cwd = folderWith({
      'a.json': GOOD,
      'tfg.yaml': 'functions: { resise: { delivery: at-most-once } }\n',
    });
    expect((await tfg(['validate', 'a.json'], { cwd })).stdout).toContain("hint: Did you mean 'resise'?");
    const local = GOOD.replace('resize', 'resise').replace(
      '"End"',
      '"FunctionGraph": {"mode": "local"}, "End"',
    );
    writeFileSync(join(cwd, 'b.json'), local);
    expect(await tfg(['validate', 'b.json'], { cwd })).toMatchObject({
      code: 2,
      stdout: expect.stringContaining('MODE_LACKS: Mode local has no at-most-once delivery'),
    });
  });

  test('a machine can be checked as an EXPRESS one', async () => {
    const cwd = folderWith({ 'a.json': GOOD.replace('resize', 'resize.waitForTaskToken') });
    expect((await tfg(['validate', 'a.json'], { cwd })).code).toBe(0);
    expect(await tfg(['validate', 'a.json', '--type', 'express'], { cwd })).toMatchObject({ code: 2 });
  });

  test('a broken configuration is told before anything is checked', async () => {
    const cwd = folderWith({ 'a.json': GOOD, 'tfg.yaml': 'functons: {}\n' });
    const { code, stdout, stderr } = await tfg(['validate', 'a.json'], { cwd });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('functons');
  });
});
