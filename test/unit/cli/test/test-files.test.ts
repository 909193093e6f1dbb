import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findTestFiles } from '../../../../cli/test/find-test-files';
import { runFile } from '../../../../cli/test/run-file';
import { fileText, summaryText } from '../../../../cli/test/test-report';
import { tempDir } from '../../../support/temp-dir';

const DEFINITION = `
StartAt: Charge
States:
  Charge:
    Type: Task
    Resource: urn:fss:region-1:project-1:function:default:charge:latest
    Retry: [{ ErrorEquals: [Busy], IntervalSeconds: 60 }]
    Catch: [{ ErrorEquals: [Refused], Next: Sorry }]
    Next: Ship
  Ship: { Type: Task, Resource: ship, End: true }
  Sorry: { Type: Fail, Error: Order.Refused, Cause: sorry }
`;

function folder(tests: string, definition = DEFINITION): string {
  const dir = tempDir();
  writeFileSync(join(dir, 'order.asl.yaml'), definition);
  writeFileSync(join(dir, 'order.test.yaml'), tests);
  return dir;
}

async function run(tests: string, definition?: string) {
  const dir = folder(tests, definition);
  const report = await runFile(join(dir, 'order.test.yaml'));
  const text = fileText(report, (_, plain) => plain)
    .replaceAll(`${dir}/`, '')
    .replaceAll(/\d+(\.\d+)? (ms|s)\b/g, 'N $2');
  return { report, lines: text.split('\n').map((line) => line.trimEnd().replaceAll(/ {3,}N/g, ' N')) };
}

const SHIPPED = `
replies:
  ship: { output: { parcel: 9 } }
cases:
  - name: a paid order is shipped
    input: { amount: 3 }
    replies:
      Charge: [{ error: Busy }, { output: { id: 7 } }]
    expect:
      output: { parcel: { $type: number } }
      visited: [Charge, Ship]
      elapsed: 60s
      calls: { ship: [{ id: 7 }] }
`;

test('a case that is as expected passes, and what no case went through is named', async () => {
  const { lines } = await run(SHIPPED);
  expect(lines).toEqual([
    'order.test.yaml  runs order.asl.yaml',
    expect.stringMatching(/^ {2}✓ a paid order is shipped\s+N ms, N s in the machine$/),
    '  covered: 2 of 3 states, 1 of 2 transitions',
    '    never entered: Sorry',
    '    never taken:   Charge -> Sorry (Catch[0])',
  ]);
});

test('a case that differs says where, what was expected and what came', async () => {
  const { lines, report } = await run(`
cases:
  - name: shipped
    replies:
      Charge: { output: { id: 7 } }
      Ship: { output: { parcel: 9, to: [a, b] } }
    expect: { output: { parcel: 8, to: [a] }, visited: [Charge] }
`);
  expect(report.cases[0]?.status).toBe('failed');
  expect(lines.slice(2, 11)).toEqual([
    '      output/parcel',
    '        expected 8',
    '        got      9',
    '      output/to/1',
    '        expected nothing',
    '        got      "b"',
    '      visited',
    '        expected Charge',
    '        got      Charge -> Ship',
  ]);
});

test('a run that fails where an output was expected is told with its error and its place', async () => {
  const { lines } = await run(`
cases:
  - name: refused
    replies: { charge: { error: Refused } }
    expect: { output: 1 }
`);
  expect(lines.slice(2, 5)).toEqual([
    '      status',
    '        expected SUCCEEDED',
    '        got      FAILED at Sorry with Order.Refused: sorry',
  ]);
});

test('an expected error, and its cause, pass', async () => {
  const { report } = await run(`
cases:
  - name: refused
    replies: { charge: { error: Refused } }
    expect: { error: Order.Refused, cause: { $regex: ^s } }
`);
  expect(report.cases).toMatchObject([{ status: 'passed', visited: ['Charge', 'Sorry'] }]);
});

test('a call without a reply, and a reply without a call, fail the case', async () => {
  const { report } = await run(`
cases:
  - name: no reply
    expect: { output: 1 }
  - name: no call
    replies: { charge: { error: Refused }, ship: { output: 1 } }
    expect: { status: FAILED }
`);
  expect(report.cases.map(({ problems }) => problems)).toEqual([
    [
      {
        about: 'run',
        message: expect.stringContaining('Charge calls charge, but no reply is scripted') as string,
      },
    ],
    [{ about: 'replies/ship', message: 'not every reply was asked for.' }],
  ]);
});

test('everything that is wrong with a file is told with its place, and what may be meant', async () => {
  const { report } = await run(`
cases:
  - name: x
    imput: 1
    now: tomorrow
    replies:
      Charg: { output: 1 }
      Ship: { output: 1, error: x }
      charge: { output: 1, delay: soon, cause: x }
    expect: { visited: [Shipp], status: OK }
  - name: x
`);
  expect(report.unusable?.map((line) => line.replace(/^.*order\.test\.yaml:/, ''))).toEqual([
    '4:5: cases[0].imput: unknown key. Did you mean "input"? Known here: name, input, now, replies, objects, expect.',
    '5:10: cases[0].now: "tomorrow" is no time; write one with its zone, such as 2026-01-31T09:00:00Z.',
    expect.stringContaining('7:7: cases[0].replies.Charg: unknown key. Did you mean "Charge"?'),
    '8:13: cases[0].replies.Ship: a reply has one of output, error, echo, hang; this has output and error.',
    '9:35: cases[0].replies.charge.delay: "soon" is no span of time; write one with its unit, such as 30s.',
    '9:48: cases[0].replies.charge.cause: only a reply with error has it.',
    '10:41: cases[0].expect.status: "OK" is no status; there are SUCCEEDED, FAILED, TIMED_OUT, ABORTED.',
    '10:25: cases[0].expect.visited[0]: "Shipp" is no state; there are Charge, Ship, Sorry.',
    expect.stringContaining('11:5: cases[1]: it expects nothing; add "expect"'),
    '11:11: cases[1].name: another case is named "x", too.',
  ]);
});

test('errors of the definition are told with their place in it', async () => {
  const { report } = await run(SHIPPED, DEFINITION.replace('StartAt: Charge', 'StartAt: Charged'));
  expect(report.unusable).toHaveLength(1);
  expect(report.unusable?.[0]).toMatch(/order\.asl\.yaml:2:10: .*Charged/);
});

test('a definition that is not there is asked for', async () => {
  const dir = tempDir();
  const file = join(dir, 'other.test.yaml');
  writeFileSync(file, SHIPPED);
  expect((await runFile(file)).unusable).toEqual([
    `${file}: there is no ${dir}/other.asl.yaml beside it. Name the state machine with "definition: FILE".`,
  ]);
});

test('files are found at any depth, but not in what was installed or built', () => {
  const dir = tempDir();
  for (const path of ['a', 'node_modules/x', 'dist', '.git']) mkdirSync(join(dir, path), { recursive: true });
  for (const path of [
    'z.test.yml',
    'a/b.test.yaml',
    'node_modules/x/c.test.yaml',
    'dist/d.test.yaml',
    'a/e.yaml',
  ])
    writeFileSync(join(dir, path), '');
  expect(findTestFiles([dir])).toEqual([join(dir, 'a/b.test.yaml'), join(dir, 'z.test.yml')]);
  expect(findTestFiles([join(dir, 'a/e.yaml'), join(dir, 'a')])).toEqual([
    join(dir, 'a/e.yaml'),
    join(dir, 'a/b.test.yaml'),
  ]);
  expect(() => findTestFiles([join(dir, 'none')])).toThrow('There is no file or folder');
});

test('the last line counts cases and files', async () => {
  const { report } = await run(SHIPPED);
  const broken = { file: 'x', unusable: ['why'], cases: [] };
  expect(summaryText([report, broken], 1500, (_, text) => text)).toBe(
    '1 passed, 0 failed, 1 file not usable, 2 files in 1.5 s',
  );
});
