import { existsSync, readdirSync } from 'node:fs';
import { checkStateMachine } from '../../../../asl/check';
import { compile } from '../../../../asl/compile/compile';
import differences from '../../../conformance/known-differences.json';
import { judgeValidation, type ValidationCase } from '../../../conformance/asl/judge-validation';
import { describeWithShared, readShared, sharedFile } from '../../../support/shared';

const FOLDER = 'asl-cases';

function files(): string[] {
  const folder = sharedFile(FOLDER);
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
}

describeWithShared('recorded definitions get the verdict they should', FOLDER, () => {
  test.each(files())('%s', (file) => {
    const { cases } = readShared(`${FOLDER}/${file}`) as { cases: readonly ValidationCase[] };
    const wrong = cases
      .filter(({ kind }) => kind === 'validation' || kind === 'execution')
      .filter(({ group, name }) => !Object.hasOwn(differences, `${group}/${name}`))
      .flatMap((one) =>
        judgeValidation(one).map((problem) => `${one.name} (${one.source.evidence}): ${problem}`),
      );
    expect(wrong).toEqual([]);
  });

  test.each(files())('%s: what the check accepts can be compiled', (file) => {
    const { cases } = readShared(`${FOLDER}/${file}`) as { cases: readonly ValidationCase[] };
    const failed = cases
      .filter(
        ({ kind, definition }) => kind !== 'state' && typeof definition === 'object' && definition !== null,
      )
      .filter(({ definition }) =>
        checkStateMachine(definition as object).every(({ severity }) => severity !== 'error'),
      )
      .flatMap(({ name, definition }) => {
        try {
          compile(definition as object);
          return [];
        } catch (error) {
          return [`${name}: ${String(error)}`];
        }
      });
    expect(failed).toEqual([]);
  });
});
