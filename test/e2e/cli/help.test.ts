import { cleanUp, tfg } from './tfg';

afterAll(cleanUp);

describe('help', () => {
  test.each([['invoke'], ['worker'], ['emulator'], ['validate'], ['test'], ['graph'], ['run'], ['callback']])(
    'tfg %s --help shows examples',
    async (command) => {
      const { code, stdout } = await tfg([command, '--help']);
      expect(code).toBe(0);
      expect(stdout).toContain(`\nExamples:\n  tfg ${command} `);
    },
  );

  test.each([['emulator'], ['graph']])('tfg %s --help fills its lines', async (command) => {
    const { stdout } = await tfg([command, '--help']);
    const [, description = ''] = stdout.split('\n\n');
    const lines = description.split('\n');
    for (const [at, line] of lines.slice(0, -1).entries())
      expect(`${line} ${lines[at + 1]?.split(' ')[0]}`.length).toBeGreaterThan(80);
  });

  test('tfg --help lists the commands and the exit codes', async () => {
    const { code, stdout } = await tfg(['--help']);
    expect(code).toBe(0);
    for (const text of [
      'invoke ',
      'worker ',
      'emulator ',
      'validate ',
      'test ',
      'graph ',
      'run ',
      'Exit codes: 0 done',
    ])
      expect(stdout).toContain(text);
  });

  test('tfg --version prints the version of the package', async () => {
    const { version } = require('temporal-functiongraph/package.json') as { version: string };
    expect(await tfg(['--version'])).toMatchObject({ code: 0, stdout: `${version}\n` });
  });
});

describe('wrong usage ends with 2, the reason and a way on', () => {
  test.each([
    ['an unknown command', ['invok'], "error: unknown command 'invok'\n(Did you mean invoke?)"],
    [
      'an unknown option',
      ['invoke', 'a', '--evnt', '1'],
      "error: unknown option '--evnt'\n(Did you mean --event?)",
    ],
    ['a missing argument', ['invoke'], "error: missing required argument 'function'"],
  ])('%s', async (_name, args, expected) => {
    expect(await tfg(args)).toEqual({
      code: 2,
      signal: null,
      stdout: '',
      stderr: `${expected}\nRun the command with --help for its options and examples.\n`,
    });
  });

  test('no command shows the help', async () => {
    const { code, stderr } = await tfg([]);
    expect([code, stderr]).toEqual([2, expect.stringContaining('Usage: tfg')]);
  });
});

/** What Node.js says of every module that it loads. */
const loaded = async (...args: string[]) => (await tfg(args, { env: { NODE_DEBUG: 'module' } })).stderr;

describe('start', () => {
  test('loads no library but the parser for the help', async () => {
    const modules = await loaded('--help');
    expect(modules).toContain('commander');
    expect(modules).not.toMatch(/@temporalio|undici|zod/);
  });

  test("loads nothing of Temporal's to invoke a function", async () => {
    const modules = await loaded('invoke', 'resize');
    expect(modules).toContain('zod');
    expect(modules).not.toContain('@temporalio');
  });
});
