import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cleanUp, emptyFolder, tfg } from './tfg';

afterAll(cleanUp);

function folder(output: number): string {
  const cwd = emptyFolder();
  writeFileSync(
    join(cwd, 'p.asl.json'),
    '{"StartAt":"T","States":{"T":{"Type":"Task","Resource":"t","End":true}}}',
  );
  writeFileSync(
    join(cwd, 'p.test.yaml'),
    `cases: [{ name: it works, replies: { t: { output: 1 } }, expect: { output: ${output} } }]`,
  );
  return cwd;
}

describe('tfg test', () => {
  test('runs the test files of the folder; all passed is exit 0', async () => {
    const { code, stdout, stderr } = await tfg(['test'], { cwd: folder(1) });
    expect(stdout).toMatch(/✓ it works[^]*covered: 1 of 1 states[^]*\n1 passed, 0 failed, 1 file in /);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  test('a failed case is exit 1', async () => {
    const { code, stdout } = await tfg(['test', 'p.test.yaml'], { cwd: folder(2) });
    expect(stdout).toMatch(/✗ it works[^]*expected 2\n\s+got {6}1\n/);
    expect(code).toBe(1);
  });

  test('scripts get one document', async () => {
    const { code, stdout } = await tfg(['test', '--json'], { cwd: folder(2) });
    expect(JSON.parse(stdout)).toMatchObject({
      passed: 0,
      failed: 1,
      unusable: 0,
      files: [
        {
          file: 'p.test.yaml',
          definition: 'p.asl.json',
          cases: [
            { name: 'it works', status: 'failed', problems: [{ about: 'output', expected: '2', got: '1' }] },
          ],
          coverage: { states: { all: ['T'], missed: [] } },
        },
      ],
    });
    expect(code).toBe(1);
  });

  test('a file that cannot be used, and a folder without test files, are exit 2', async () => {
    const cwd = folder(1);
    writeFileSync(join(cwd, 'p.test.yaml'), 'cases: 3');
    const unusable = await tfg(['test'], { cwd });
    expect(unusable).toMatchObject({ code: 2 });
    expect(unusable.stdout).toContain('p.test.yaml:1:8: cases: expected a list of cases.');
    const none = await tfg(['test'], { cwd: emptyFolder() });
    expect(none).toMatchObject({ code: 2, stdout: '' });
    expect(none.stderr).toContain('error: No test file found in this folder.');
  });
});
