import { existsSync, readdirSync } from 'node:fs';
import { matches } from '../../conformance/asl/match';
import { playable, type PieceCase, playPieces } from '../../support/asl-pieces';
import { describeWithShared, readShared, sharedFile } from '../../support/shared';

describeWithShared('recorded cases that need only paths, templates and choices', 'asl-cases', () => {
  test.each(groups())('$group: all $cases.length', ({ cases }) => {
    const wrong = cases
      .map((one) => ({ name: one.name, expected: one.expected, actual: playPieces(one) }))
      .filter(({ expected, actual }) => {
        if (expected.status !== actual.status || expected.error !== actual.error) return true;
        return actual.status === 'SUCCEEDED' && !matches(expected.output, actual.output);
      });
    expect(wrong).toEqual([]);
  });
});

function groups(): { group: string; cases: PieceCase[] }[] {
  if (!existsSync(sharedFile('asl-cases'))) return [];
  return readdirSync(sharedFile('asl-cases'))
    .filter((name) => name.endsWith('.json'))
    .map((name) => readShared(`asl-cases/${name}`) as { group: string; cases: PieceCase[] })
    .map(({ group, cases }) => ({ group, cases: cases.filter(playable) }))
    .filter(({ cases }) => cases.length > 0);
}
