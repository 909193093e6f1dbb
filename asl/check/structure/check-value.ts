import type { FieldSpec, ValueSpec } from '../../language/fields';
import type { JsonObject, JsonValue } from '../../language/json';
import type { Path } from '../../language/pointer';
import { isObject } from '../../language/values';
import { checkExpression, isExpression } from '../expressions/jsonata';
import {
  checkInputPath,
  checkNumberPath,
  checkPathOrIntrinsic,
  checkReferencePath,
} from '../expressions/paths';
import { checkAssign } from './assign';
import { checkCredentials } from './credentials';
import type { Place } from './place';
import { checkStorageResource } from './storage-resource';
import { checkDuration, checkNumber, checkText, checkTimestamp } from './scalars';
import { checkTemplate } from './template';

/** Holds a value that has no fields of its own against what its field may hold. Says whether its type is right. */
export function checkValue(value: JsonValue, field: FieldSpec, path: Path, place: Place): boolean {
  if (value === null && field.nullable) return true;
  if (field.expression && place.language === 'JSONata' && typeof value === 'string' && isExpression(value)) {
    checkExpression(value, path, place);
    return true;
  }
  const spec = field.value;
  if (!isOfType(value, spec)) {
    refuseType(TYPES[spec.is], path, place);
    return false;
  }
  // The types of value and spec belong together: isOfType has just seen to it.
  (CHECKS[spec.is] as (...args: readonly unknown[]) => void)(value, spec, path, place);
  return true;
}

export function refuseType(type: string, path: Path, place: Place): void {
  place.report.add('type', path, { type });
}

type Check<K extends ValueSpec['is']> = (
  value: never,
  spec: Extract<ValueSpec, { is: K }>,
  path: Path,
  place: Place,
) => void;

const TYPES: Readonly<Record<ValueSpec['is'], string>> = {
  text: 'String',
  integer: 'Integer',
  number: 'Number',
  boolean: 'Boolean',
  timestamp: 'String',
  target: 'String',
  path: 'String',
  referencePath: 'String',
  numberPath: 'String',
  pathOrIntrinsic: 'String',
  template: 'Object',
  assign: 'Object',
  credentials: 'Object',
  json: 'any',
  duration: 'Number or String',
  resource: 'String',
  textList: 'Array of String',
  list: 'Array',
  structure: 'Object',
  states: 'Object',
};

function isOfType(value: JsonValue, spec: ValueSpec): boolean {
  switch (TYPES[spec.is]) {
    case 'String':
      return typeof value === 'string';
    case 'Integer':
      return Number.isInteger(value);
    case 'Number':
      return typeof value === 'number';
    case 'Boolean':
      return typeof value === 'boolean';
    case 'Array':
      return Array.isArray(value);
    case 'Array of String':
      return Array.isArray(value) && value.every((item) => typeof item === 'string');
    case 'Object':
      return (spec.is === 'template' && !spec.object) || isObject(value);
    case 'Number or String':
      return typeof value === 'number' || typeof value === 'string';
    default:
      return true;
  }
}

const nothing = () => undefined;

const CHECKS: { readonly [K in ValueSpec['is']]: Check<K> } = {
  text: checkText,
  integer: checkNumber,
  number: checkNumber,
  boolean: nothing,
  timestamp: checkTimestamp,
  // That the state exists is seen with the graph.
  target: nothing,
  path: checkInputPath,
  referencePath: checkReferencePath,
  numberPath: checkNumberPath,
  pathOrIntrinsic: checkPathOrIntrinsic,
  template: (value: JsonValue, _spec, path, place) => checkTemplate(value, path, place),
  assign: checkAssign,
  credentials: checkCredentials,
  json: nothing,
  duration: checkDuration,
  resource: checkStorageResource,
  textList: (list: readonly string[], { min }, path, place) => checkLength(list, min, path, place),
  // The fields of these are checked with the structure around them.
  list: (list: readonly JsonValue[], { min }, path, place) => checkLength(list, min, path, place),
  structure: nothing,
  states: (value: JsonObject, _spec, path, place) => checkLength(Object.keys(value), 1, path, place),
};

export function checkLength(list: readonly unknown[], min: number, path: Path, place: Place): void {
  if (list.length < min) place.report.add('empty', path, {});
}
