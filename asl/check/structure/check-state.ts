import type { QueryLanguage } from '../../language/definition';
import { STATE_TYPES } from '../../language/fields';
import type { State } from '../machines';
import { didYouMean } from '../nearest';
import type { CheckOptions } from '../options';
import type { Report } from '../report';
import { checkStructure } from './check-structure';
import type { VariableUse } from './place';
import { looksLikePath } from '../expressions/looks';

/** The fields of one state. Returns the variables that it reads. */
export function checkState(
  state: State,
  machineLanguage: QueryLanguage,
  report: Report,
  options: CheckOptions,
): VariableUse[] {
  const { value, type, path, language } = state;
  if (machineLanguage === 'JSONata' && value['QueryLanguage'] === 'JSONPath')
    report.add('downgrade', path, {}, { at: [...path, 'QueryLanguage'] });
  if (type === undefined) {
    reportType(state, report);
    return [];
  }
  const uses: VariableUse[] = [];
  const result = type === 'Task' || type === 'Parallel' || type === 'Map';
  checkStructure(value, type, path, {
    report,
    options,
    language,
    state,
    offers: { result, errorOutput: false },
    uses,
  });
  if (type === 'Pass') reportStaticResult(state, report);
  return uses;
}

function reportType({ value, path }: State, report: Report): void {
  const type = value['Type'];
  if (type === undefined) report.add('required', path, { fields: 'Type' }, { key: true });
  else
    report.add(
      'values',
      [...path, 'Type'],
      { field: 'Type', values: STATE_TYPES.join(', ') },
      { hint: typeof type === 'string' ? didYouMean(type, STATE_TYPES) : undefined },
    );
}

function reportStaticResult({ value, path }: State, report: Report): void {
  const { Result: result } = value;
  if (typeof result !== 'object' || result === null) return;
  for (const [key, inner] of Object.entries(result) as [string, unknown][])
    if (key.endsWith('.$') && typeof inner === 'string' && looksLikePath(inner))
      report.add('staticResult', [...path, 'Result', key], { field: key }, { key: true });
}
