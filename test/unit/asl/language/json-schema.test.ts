import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { stateMachineSchema } from '../../../../asl/language/json-schema';
import { describeWithShared, readShared, sharedFile } from '../../../support/shared';

test('state-machine.schema.json says what the tables of fields say; `npm run docs` writes it', () => {
  const file = readFileSync(join(__dirname, '../../../../state-machine.schema.json'), 'utf8');
  expect(JSON.parse(file)).toEqual(stateMachineSchema());
});

test('every reference leads to a definition', () => {
  const schema = stateMachineSchema();
  const text = JSON.stringify(schema);
  const names = [...text.matchAll(/"#\/definitions\/(\w+)"/g)].map(([, name]) => name);
  expect(names.length).toBeGreaterThan(10);
  for (const name of names) expect(Object.keys(schema['definitions'] as object)).toContain(name);
});

interface Case {
  readonly name: string;
  readonly kind: string;
  readonly definition?: object;
  readonly expected: { readonly valid?: boolean };
}

/** `format` is left to editors. */
const accepts = new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(
  stateMachineSchema(),
);

function cases(): Case[] {
  const folder = sharedFile('asl-cases');
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
  return files.flatMap((file) => (readShared(`asl-cases/${file}`) as { cases: Case[] }).cases);
}

describeWithShared('the schema', 'asl-cases', () => {
  test('takes every definition that runs', () => {
    const refused = cases()
      .filter(
        ({ kind, expected }) => kind === 'execution' || (kind === 'validation' && expected.valid === true),
      )
      .filter(({ definition }) => definition !== undefined && !accepts(definition))
      .map(({ name }) => name);
    expect(refused).toEqual([]);
  });
});

test.each([
  [{ StartAt: 'A' }],
  [{ StartAt: 'A', States: { A: { Type: 'Tsk', End: true } } }],
  [{ StartAt: 'A', States: { A: { Type: 'Pass' } } }],
  [{ StartAt: 'A', States: { A: { Type: 'Pass', Paramters: {}, End: true } } }],
  [{ StartAt: 'A', States: { A: { Type: 'Wait', Seconds: 'soon', End: true } } }],
  [{ StartAt: 'A', States: { A: { Type: 'Task', Resource: 'f', FunctionGraph: { mod: 'x' }, End: true } } }],
])('it refuses what an editor can know to be wrong: %j', (definition) => {
  expect(accepts(definition)).toBe(false);
});
