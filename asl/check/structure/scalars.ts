import { parseDuration } from '../../../retry';
import type { ValueSpec } from '../../language/fields';
import type { Path } from '../../language/pointer';
import { parseTimestamp } from '../../language/timestamp';
import { looksLikePath } from '../expressions/looks';
import { didYouMean } from '../nearest';
import type { Place } from './place';

type Spec<K extends ValueSpec['is']> = Extract<ValueSpec, { is: K }>;

export function checkText(value: string, spec: Spec<'text'>, path: Path, place: Place): void {
  const field = String(path.at(-1));
  const { values } = spec;
  if (values !== undefined && !values.includes(value))
    place.report.add(
      'values',
      path,
      { field, values: values.join(', ') },
      { hint: didYouMean(value, values) },
    );
  const { state, language } = place;
  const hasPathTwin = state?.type === 'Fail' && language === 'JSONPath' && /^(?:Error|Cause)$/.test(field);
  if (hasPathTwin && looksLikePath(value)) place.report.add('noPath', path, { field });
}

export function checkNumber(
  value: number,
  { min, max }: Spec<'integer' | 'number'>,
  path: Path,
  place: Place,
): void {
  if (min !== undefined && value < min) place.report.add('minimum', path, { limit: min });
  if (max !== undefined && value > max) place.report.add('maximum', path, { limit: max });
}

export function checkTimestamp(value: string, _spec: Spec<'timestamp'>, path: Path, place: Place): void {
  if (parseTimestamp(value) === undefined) place.report.add('timestamp', path, {});
}

export function checkDuration(
  value: number | string,
  _spec: Spec<'duration'>,
  path: Path,
  place: Place,
): void {
  const parsed = parseDuration(value);
  if (parsed === undefined || parsed === 0)
    place.report.add(
      'type',
      path,
      { type: 'Duration' },
      { hint: "Milliseconds, or text with a unit: '30s'." },
    );
}
