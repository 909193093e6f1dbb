import type { JsonObject } from '../../language/json';
import type { Path } from '../../language/pointer';
import type { Place } from './place';
import { checkTemplate } from './template';

const NAME = /^[\p{L}_][\p{L}\p{N}_]{0,79}$/u;

/** Names of variables with what they are set to. */
export function checkAssign(value: JsonObject, _spec: unknown, path: Path, place: Place): void {
  for (const key of Object.keys(value)) {
    const name = variableName(key, place.language);
    if (name === 'states') place.report.add('reservedVariable', [...path, key], {}, { key: true });
    else if (!NAME.test(name)) place.report.add('variableName', [...path, key], { name }, { key: true });
  }
  checkTemplate(value, path, place);
}

/** The variable that a key of Assign sets. */
export function variableName(key: string, language: Place['language']): string {
  return language === 'JSONPath' && key.endsWith('.$') ? key.slice(0, -'.$'.length) : key;
}
