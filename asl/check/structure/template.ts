import type { JsonObject, JsonValue } from '../../language/json';
import type { Path } from '../../language/pointer';
import { isObject } from '../../language/values';
import { checkText, isExpression } from '../expressions/jsonata';
import { looksLikePath } from '../expressions/looks';
import { checkTemplateField } from '../expressions/paths';
import type { Place } from './place';

/** JSON with expressions, in the state's query language. */
export function checkTemplate(value: JsonValue, path: Path, place: Place): void {
  if (typeof value === 'string') return checkString(value, path, place);
  if (Array.isArray(value))
    return (value as readonly JsonValue[]).forEach((item, index) =>
      checkTemplate(item, [...path, index], place),
    );
  if (!isObject(value)) return;
  for (const [key, inner] of Object.entries(value)) {
    const at = [...path, key];
    if (!key.endsWith('.$')) checkTemplate(inner, at, place);
    else if (place.language === 'JSONata') {
      if (typeof inner === 'string' && looksLikePath(inner))
        place.report.add('pathInJsonata', at, { field: key }, { key: true });
      checkTemplate(inner, at, place);
    } else checkDollarKey(value, key, path, place);
  }
}

function checkDollarKey(object: JsonObject, key: string, path: Path, place: Place): void {
  const value = object[key];
  const at = [...path, key];
  const plain = key.slice(0, -'.$'.length);
  if (Object.hasOwn(object, plain))
    place.report.add('templateConflict', path, { field: plain }, { at, key: true });
  if (typeof value === 'string') checkTemplateField(value, at, place);
  else place.report.add('templateField', path, { field: key }, { at, hint: 'It must be text.' });
}

function checkString(text: string, path: Path, place: Place): void {
  if (place.language === 'JSONata') return checkText(text, path, place);
  const field = path.at(-1);
  if (isExpression(text)) place.report.add('expressionInJsonPath', path, { field: String(field) });
  if (typeof field === 'string' && looksLikePath(text)) place.report.add('noDollar', path, { field });
}
