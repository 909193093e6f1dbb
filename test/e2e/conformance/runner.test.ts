import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeWithShared, readShared, sharedFile } from '../../support/shared';

const ROOT = join(__dirname, '../../..');
const SIGNING = 'fg-vectors/signing-vectors.json';
const HOSTILE = 'fg-vectors/hostile-scenarios.json';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'vectors-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

function run(...args: string[]) {
  const script = join(ROOT, 'dist/test/conformance/run.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    timeout: 60_000,
  });
  return { status, lines: stdout.trimEnd().split('\n'), stderr };
}

test('a folder without cases is exit 2', () => {
  writeFileSync(join(dir, 'other.json'), '{"a":1}');
  const { status, stderr } = run('--vectors', dir);
  expect(status).toBe(2);
  expect(stderr).toContain(`No case found in ${dir}`);
});

test('a folder that does not exist, and an option that does not exist, are exit 2', () => {
  expect(run('--vectors', join(dir, 'none'))).toMatchObject({ status: 2 });
  expect(run('--vector', dir)).toMatchObject({ status: 2 });
});

test('a kind that nothing runs is skipped, with the reason', () => {
  writeFileSync(join(dir, 'x.json'), JSON.stringify({ kind: 'tea-leaves', leaves: [{}, {}, {}, {}] }));
  const { status, lines } = run('--vectors', dir);
  expect(lines).toEqual([
    'tea-leaves: 0 passed, 0 failed, 4 skipped of 4 (no set runs this kind)',
    '0 passed, 0 failed, 4 skipped',
  ]);
  expect(status).toBe(0);
});

function writeCases(...cases: readonly object[]): void {
  writeFileSync(join(dir, 'x.json'), JSON.stringify({ format: 'asl-case/1', group: 'steps', cases }));
}

describe('cases of state machines', () => {
  const given = {
    kind: 'execution',
    group: 'steps',
    source: { evidence: 'documented' },
    definition: { StartAt: 'T', States: { T: { Type: 'Task', Resource: 'f', End: true } } },
    input: {},
    functions: { f: { replies: [{ input: {}, output: 1 }] } },
  };

  test('are recognised by their format, and reported under their group', () => {
    writeCases({ ...given, name: 'a', expected: { status: 'SUCCEEDED', output: 1, visited: ['T'] } });
    expect(run('--asl', dir)).toMatchObject({
      status: 0,
      lines: ['steps: 1 passed, 0 failed, 0 skipped of 1', '1 passed, 0 failed, 0 skipped'],
    });
  });

  test('that do not agree are named with what was expected and got, exit 1', () => {
    writeCases({ ...given, name: 'a', expected: { status: 'SUCCEEDED', output: 2 } });
    const { status, lines } = run('--asl', dir);
    expect(status).toBe(1);
    expect(lines.slice(1, 4)).toEqual(['  FAILED a', '    expected output 2', '    got      output 1']);
  });

  describe('on Temporal', () => {
    test('run through a worker, and are judged alike', () => {
      const wrong = { ...given, expected: { status: 'SUCCEEDED', output: 2 } };
      writeCases(
        { ...given, name: 'a', expected: { status: 'SUCCEEDED', output: 1, visited: ['T'] } },
        { ...wrong, name: 'b' },
        { ...given, name: 'c', kind: 'validation', expected: { valid: true } },
      );
      const { status, lines } = run('--asl', dir, '--on', 'temporal');
      expect(status).toBe(1);
      expect(lines).toEqual([
        'steps: 1 passed, 1 failed, 0 skipped of 2',
        '  FAILED b',
        '    expected output 2',
        '    got      output 1',
        '1 passed, 1 failed, 0 skipped',
      ]);
    });

    test('are skipped with the reason where a killed worker would change their time', () => {
      const definition = {
        StartAt: 'T',
        States: { T: { Type: 'Task', Resource: 'f', TimeoutSeconds: 5, End: true } },
      };
      writeCases({ ...given, definition, name: 'a', expected: { status: 'SUCCEEDED' } });
      expect(run('--asl', dir, '--on', 'temporal', '--kill', '--seed', '1')).toMatchObject({
        status: 0,
        lines: [
          'steps: 0 passed, 0 failed, 1 skipped of 1 (a: measures time, which a killed worker takes)',
          '0 passed, 0 failed, 1 skipped',
        ],
      });
    });

    test('need options that go together', () => {
      writeCases({ ...given, name: 'a', expected: { status: 'SUCCEEDED' } });
      for (const options of [['--on', 'paper'], ['--kill'], ['--on', 'temporal', '--seed', '1']])
        expect(run('--asl', dir, ...options)).toMatchObject({ status: 2 });
    });
  });

  test('are scored apart by their evidence for scripts', () => {
    const fails = {
      ...given,
      name: 'b',
      source: { evidence: 'aws-validated' },
      expected: { status: 'FAILED' },
    };
    writeCases({ ...given, name: 'a', expected: { status: 'SUCCEEDED' } }, fails);
    expect(JSON.parse(run('--asl', dir, '--json').lines.join(''))).toMatchObject({
      byEvidence: {
        documented: { passed: 1, failed: 0, skipped: 0 },
        'aws-validated': { passed: 0, failed: 1, skipped: 0 },
      },
    });
  });
});

describeWithShared('recorded state machines', 'asl-cases', () => {
  test('all run as recorded', () => {
    const { status, lines } = run('--asl', sharedFile('asl-cases'));
    expect(lines.filter((line) => line.startsWith('  '))).toEqual([]);
    expect(status).toBe(0);
  });
});

describeWithShared('signing vectors', SIGNING, () => {
  test('are recognised under any name', () => {
    cpSync(sharedFile(SIGNING), join(dir, 'renamed.json'));
    expect(run('--vectors', dir)).toMatchObject({
      status: 0,
      lines: ['signing-vectors: 100 passed, 0 failed, 0 skipped of 100', '100 passed, 0 failed, 0 skipped'],
    });
  });

  test('that do not agree are named with what was expected and got, exit 1', () => {
    const file = readShared(SIGNING) as { vectors: { id: string; expect: { authorization: string } }[] };
    const [vector] = file.vectors;
    if (vector) vector.expect.authorization = 'another';
    writeFileSync(join(dir, 'v.json'), JSON.stringify({ ...file, vectors: [vector] }));
    const { status, lines } = run('--vectors', dir);
    expect(status).toBe(1);
    expect(lines[0]).toBe('signing-vectors: 0 passed, 1 failed, 0 skipped of 1');
    expect(lines.slice(1, 4)).toEqual([
      `  FAILED ${vector?.id}`,
      '    expected another',
      expect.stringContaining('    got      SDK-HMAC-SHA256 Access='),
    ]);
    expect(lines.at(-1)).toBe('0 passed, 1 failed, 0 skipped');
  });

  test('are reported as JSON for scripts', () => {
    cpSync(sharedFile(SIGNING), join(dir, 'v.json'));
    const { lines } = run('--vectors', dir, '--json');
    expect(JSON.parse(lines.join(''))).toMatchObject({
      passed: 100,
      failed: 0,
      skipped: 0,
      sets: [{ set: 'signing-vectors' }],
    });
  });
});

describeWithShared('hostile scenarios', HOSTILE, () => {
  test('all end as they should, in both formats', () => {
    cpSync(sharedFile(HOSTILE), join(dir, 'h.json'));
    const { status, lines } = run('--vectors', dir);
    expect(lines.join('\n')).toMatch(/^hostile-scenarios: \d+ passed, 0 failed, 0 skipped of \d+\n/);
    expect(status).toBe(0);
  });
});
