import { toMermaid } from '../../../../asl/graph';
import { machine, machines, task } from './support/machines';
import { randomMachine, randomOf } from './support/random-machine';

test('draws a choice, a caught error and the end', () => {
  const text = toMermaid(
    machine({
      A: { Type: 'Choice', Choices: [{ Variable: '$.n', NumericGreaterThan: 5, Next: 'B' }], Default: 'C' },
      B: task('', { Catch: [{ ErrorEquals: ['States.ALL'], Next: 'C' }] }),
      C: { Type: 'Fail', Error: 'Gone' },
    }),
  );
  expect(text.split('\n')).toEqual([
    'flowchart TD',
    '  s0{{"A<br/>choice"}}',
    '  s1("B<br/>work")',
    '  s2(["C<br/>Gone"])',
    '  s3((" "))',
    '  s3 --> s0',
    '  s0 -->|"$#46;n #62; 5"| s1',
    '  s0 -->|"otherwise"| s2',
    '  s1 -.->|"any error"| s2',
    '  s4(((" ")))',
    '  s1 --> s4',
    ...text.split('\n').slice(11),
  ]);
  expect(text).toContain('  linkStyle 3 stroke:#cf222e');
});

const LINE =
  /^ *(?:flowchart TD|direction TB|end|s\d+(?:\(\(\(|\(\(|\(\[|\(|\{\{|\[)"[^"]*"(?:\)\)\)|\)\)|\]\)|\)|\}\}|\])|subgraph s\d+ \["[^"]*"\]|s\d+ (?:-->|-\.->)(?:\|"[^"]*"\|)? s\d+|classDef \w+ [\w:#, -]+|class s\d+(?:,s\d+)* \w+|linkStyle \d+(?:,\d+)* stroke:#\w+|)$/;

test.each([
  ...Object.entries(machines),
  ...Array.from({ length: 40 }, (_, seed) => [`random ${seed}`, randomMachine(randomOf(seed), 20)] as const),
])(
  'every line is a statement, every subgraph ends, every edge has declared ends: %s',
  (_name, definition) => {
    const lines = toMermaid(definition).split('\n');
    expect(lines.filter((line) => !LINE.test(line))).toEqual([]);
    const count = (pattern: RegExp) => lines.filter((line) => pattern.test(line)).length;
    expect(count(/^ *subgraph /)).toBe(count(/^ *end$/));
    const declared = new Set(
      lines.flatMap((line) => /^ *(?:subgraph )?(s\d+)[ ([{]/.exec(line)?.slice(1) ?? []),
    );
    const ends = lines.flatMap((line) => /^ *(s\d+) -\S+(?:\|".*"\|)? (s\d+)$/.exec(line)?.slice(1) ?? []);
    expect(ends.filter((end) => !declared.has(end))).toEqual([]);
  },
);
