import { type FieldSpec, STRUCTURES, type StructureName } from '../../language/fields';
import type { JsonObject, JsonValue } from '../../language/json';
import type { Path } from '../../language/pointer';
import { checkValue, refuseType } from './check-value';
import { checkComparison } from './comparison';
import { isObject } from '../../language/values';
import { otherLanguageHint, unsupportedHint } from './field-hints';
import type { Place } from './place';

/** Holds an object against its table of fields. Machines inside of it are checked on their own. */
export function checkStructure(value: JsonObject, name: StructureName, path: Path, place: Place): void {
  const { fields, exactlyOne = [], atMostOne = [], atLeastOne = [] } = STRUCTURES[name];
  const required = Object.keys(fields).filter((field) => fields[field]?.required);
  const missing = required.filter((field) => !Object.hasOwn(value, field));
  if (missing.length > 0) place.report.add('required', path, { fields: missing.join(', ') }, { key: true });
  // `"End": false` says nothing.
  const isGiven = (field: string) => Object.hasOwn(value, field) && value[field] !== false;
  const allowed = (field: string) => isAllowed(fields[field], place);
  for (const group of [...exactlyOne, ...atLeastOne])
    if (!group.some(isGiven))
      place.report.add('oneRequired', path, { fields: group.filter(allowed).join(', ') }, { key: true });
  for (const group of [...exactlyOne, ...atMostOne]) {
    const given = group.filter(isGiven);
    if (given.length > 1)
      place.report.add(
        'onlyOne',
        path,
        { fields: given.join(', ') },
        { at: [...path, given[1] ?? ''], key: true },
      );
  }
  for (const [field, inner] of Object.entries(value)) {
    const spec = Object.hasOwn(fields, field) ? fields[field] : undefined;
    const at = [...path, field];
    if (spec === undefined)
      place.report.add(
        'unsupportedField',
        path,
        { field },
        { at, key: true, hint: unsupportedHint(field, name, place) },
      );
    else if (isAllowed(spec, place)) checkField(inner, spec, at, place);
    else if (spec.only !== undefined)
      place.report.add(
        'otherLanguage',
        path,
        { field, language: place.language, other: spec.only },
        { at, key: true, hint: otherLanguageHint(field, place.language) },
      );
  }
}

function isAllowed(spec: FieldSpec | undefined, { language }: Place): boolean {
  return spec?.only === undefined || spec.only === language;
}

function checkField(value: JsonValue, spec: FieldSpec, path: Path, place: Place): void {
  if (!checkValue(value, spec, path, place)) return;
  const { value: kind } = spec;
  if (kind.is === 'structure' && isObject(value)) checkPart(value, kind.of, path, place);
  if (kind.is === 'list' && Array.isArray(value))
    for (const [index, item] of (value as readonly JsonValue[]).entries()) {
      if (isObject(item)) checkPart(item, kind.of, [...path, index], place);
      else refuseType('Object', [...path, index], place);
    }
  if (kind.is === 'states' && isObject(value))
    for (const [name, state] of Object.entries(value))
      if (!isObject(state)) refuseType('Object', [...path, name], place);
}

function checkPart(value: JsonObject, of: StructureName, path: Path, place: Place): void {
  // Machines are checked on their own.
  if (of === 'Branch' || of === 'ItemProcessor') return;
  checkStructure(value, of, path, { ...place, offers: { result: false, errorOutput: of === 'Catcher' } });
  if (of === 'ChoiceRule' || of === 'NestedRule') checkComparison(value, path, place);
}
