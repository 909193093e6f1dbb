import type { JsonObject, JsonValue } from '../language/json';
import type { DataFlow } from './data-flow';
import { compileJsonataTemplate } from './jsonata-template';
import type { Evaluate, Scope } from './scope';

/** The fields that move data in a JSONata state: https://states-language.net/#jsonata. */
export interface JsonataFlowFields {
  readonly Arguments?: JsonValue;
  readonly Output?: JsonValue;
  readonly Assign?: JsonObject;
}

/** @param within of a part of the state, where it stands: `Catch[0]/` */
export function compileJsonataFlow(fields: JsonataFlowFields, within = ''): DataFlow {
  const given = compileField(fields.Arguments, 'Arguments');
  const output = compileField(fields.Output, `${within}Output`);
  const assign = compileField(fields.Assign, `${within}Assign`);
  return {
    language: 'JSONata',
    effectiveInput: ({ input }) => input,
    arguments(scope) {
      if (given === undefined) return scope.input;
      const value = given(scope);
      scope.around.tell?.('afterArguments', value);
      return value;
    },
    output: (scope) => (output === undefined ? plainOutput(scope) : output(scope)),
    ...(assign !== undefined && { assign: (scope: Scope) => assign(scope) as JsonObject }),
  };
}

function plainOutput({ errorOutput, result, input }: Scope): JsonValue {
  if (errorOutput !== undefined) return errorOutput;
  return result === undefined ? input : result;
}

function compileField(value: JsonValue | undefined, field: string): Evaluate<JsonValue> | undefined {
  return value === undefined ? undefined : compileJsonataTemplate(value, field);
}
