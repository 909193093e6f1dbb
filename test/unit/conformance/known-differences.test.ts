import { readdirSync } from 'node:fs';
import { setKnownDifferencesAside } from '../../conformance/known-differences';
import differences from '../../conformance/known-differences.json';
import { describeWithShared, readShared, sharedFile } from '../../support/shared';

test('what was seen on the real service cannot be set aside', () => {
  const result = {
    passed: [],
    failed: [{ id: 'x', expected: '1', got: '2' }],
    skipped: [],
    evidence: { x: 'aws-validated' },
  };
  expect(setKnownDifferencesAside('group', result)).toEqual(result);
});

describeWithShared('known differences from recorded state machines', 'asl-cases', () => {
  test('are at most ten, exist, and none was validated on the service', () => {
    const names = readdirSync(sharedFile('asl-cases')).filter((name) => name.endsWith('.json'));
    const files = names.map((name) => readShared(`asl-cases/${name}`) as AslCases);
    const evidence = new Map<string, string>(
      files.flatMap(({ group, cases }) =>
        cases.map(({ name, source }) => [`${group}/${name}`, source.evidence] as const),
      ),
    );
    const groups = new Set(files.map(({ group }) => group));
    const known = Object.keys(differences).filter((id) => groups.has(id.split('/')[0] ?? ''));
    expect(known.length).toBeLessThanOrEqual(10);
    expect(known.filter((id) => !evidence.has(id) || evidence.get(id) === 'aws-validated')).toEqual([]);
  });
});

interface AslCases {
  readonly group: string;
  readonly cases: readonly { readonly name: string; readonly source: { readonly evidence: string } }[];
}
