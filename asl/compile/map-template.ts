import type { QueryLanguage } from '../language/definition';
import type { JsonValue } from '../language/json';
import { compilePayloadTemplate } from '../template';
import type { DataFlow } from './data-flow';
import { compileJsonataTemplate } from './jsonata-template';
import { PathView } from './path-view';
import type { Evaluate } from './scope';

/** Compiles one of a Map's templates; in JSONPath `$` is the state's effective input. */
export type CompileTemplate = (value: JsonValue, field: string, data: DataFlow) => Evaluate<JsonValue>;

export function templateOf(language: QueryLanguage): CompileTemplate {
  if (language === 'JSONata') return (value, field) => compileJsonataTemplate(value, field);
  return (value, field, data) => {
    const compiled = compilePayloadTemplate(value, field);
    return (scope) => compiled.evaluate(new PathView(data.effectiveInput(scope), scope.around)) as JsonValue;
  };
}
