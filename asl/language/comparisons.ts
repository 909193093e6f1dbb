/** What an operator of a Choice in JSONPath compares with. */
export type Operand = 'text' | 'number' | 'boolean' | 'timestamp' | 'path';

const RELATIONS = ['Equals', 'LessThan', 'GreaterThan', 'LessThanEquals', 'GreaterThanEquals'] as const;
const TESTS = ['IsNull', 'IsPresent', 'IsNumeric', 'IsString', 'IsBoolean', 'IsTimestamp'] as const;

/** The comparison operators by name: https://states-language.net/#choice-state. */
export const COMPARISONS: ReadonlyMap<string, Operand> = new Map<string, Operand>([
  ...withPaths('String', RELATIONS, 'text'),
  ['StringMatches', 'text'],
  ...withPaths('Numeric', RELATIONS, 'number'),
  ...withPaths('Boolean', ['Equals'], 'boolean'),
  ...withPaths('Timestamp', RELATIONS, 'timestamp'),
  ...TESTS.map((name): [string, Operand] => [name, 'boolean']),
]);

function withPaths(type: string, relations: readonly string[], operand: Operand): [string, Operand][] {
  return relations.flatMap((relation): [string, Operand][] => [
    [`${type}${relation}`, operand],
    [`${type}${relation}Path`, 'path'],
  ]);
}
