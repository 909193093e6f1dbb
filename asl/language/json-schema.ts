import { type FieldSpec, STATE_TYPES, type Structure, STRUCTURES, type ValueSpec } from './fields';
import type { JsonObject } from './json';

/** The JSON Schema of a state machine for editors, made from the tables of fields. What only a check can see is left to it. */
export function stateMachineSchema(): JsonObject {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'State machine',
    description:
      'A state machine in the Amazon States Language, as temporal-functiongraph runs it (https://states-language.net).',
    $ref: '#/definitions/StateMachine',
    definitions: {
      ...Object.fromEntries(Object.entries(STRUCTURES).map(([name, one]) => [name, schemaOf(name, one)])),
      State: {
        type: 'object',
        required: ['Type'],
        properties: { Type: { enum: [...STATE_TYPES] } },
        // One `if` for each type, so that an editor complains about the fields of that type alone.
        allOf: STATE_TYPES.map(ofType),
      },
    },
  };
}

/** The fields of a type, where the state is of it. Said with `else`: an object with a `then` is taken for a promise. */
function ofType(type: string): JsonObject {
  return {
    if: { not: { properties: { Type: { const: type } }, required: ['Type'] } },
    else: { $ref: `#/definitions/${type}` },
  };
}

function schemaOf(name: string, { about, fields, exactlyOne = [], atLeastOne = [] }: Structure): JsonObject {
  const needed = [...exactlyOne, ...atLeastOne];
  const isState = (STATE_TYPES as readonly string[]).includes(name);
  const entries = Object.entries(fields);
  const required = entries.filter(([, field]) => field.required).map(([field]) => field);
  return {
    type: 'object',
    description: about,
    properties: Object.fromEntries(
      entries.map(([field, spec]) => [
        field,
        isState && field === 'Type' ? { const: name, description: about } : propertyOf(spec),
      ]),
    ),
    ...(required.length > 0 && { required }),
    ...(needed.length > 0 && {
      allOf: needed.map((group) => ({ anyOf: group.map((field) => ({ required: [field] })) })),
    }),
    additionalProperties: false,
  };
}

function propertyOf({ about, value, only, expression, nullable }: FieldSpec): JsonObject {
  const schema = valueSchema(value);
  const choices: JsonObject[] = [
    schema,
    ...(expression ? [{ type: 'string', pattern: String.raw`^\{%[\s\S]*%\}$` }] : []),
    ...(nullable ? [{ type: 'null' }] : []),
  ];
  const description = only === undefined ? about : `${about} (${only})`;
  return choices.length === 1 ? { description, ...schema } : { description, anyOf: choices };
}

function valueSchema(value: ValueSpec): JsonObject {
  switch (value.is) {
    case 'text':
      return value.values
        ? { enum: [...value.values] }
        : { type: 'string', ...(value.maxLength !== undefined && { maxLength: value.maxLength }) };
    case 'integer':
    case 'number':
      return {
        type: value.is,
        ...(value.min !== undefined && { minimum: value.min }),
        ...(value.max !== undefined && { maximum: value.max }),
      };
    case 'boolean':
      return { type: 'boolean' };
    case 'timestamp':
      return { type: 'string', format: 'date-time' };
    case 'target':
    case 'path':
    case 'numberPath':
    case 'pathOrIntrinsic':
    case 'resource':
      return { type: 'string' };
    case 'referencePath':
      return { type: 'string', pattern: String.raw`^\$` };
    case 'template':
      return value.object ? { type: 'object' } : {};
    case 'assign':
    case 'credentials':
      return { type: 'object' };
    case 'json':
      return {};
    case 'duration':
      return { type: ['number', 'string'] };
    case 'textList':
      return { type: 'array', items: { type: 'string' }, minItems: value.min };
    case 'list':
      return { type: 'array', items: { $ref: `#/definitions/${value.of}` }, minItems: value.min };
    case 'structure':
      return { allOf: [{ $ref: `#/definitions/${value.of}` }] };
    case 'states':
      return { type: 'object', minProperties: 1, additionalProperties: { $ref: '#/definitions/State' } };
    default:
      return value satisfies never;
  }
}
