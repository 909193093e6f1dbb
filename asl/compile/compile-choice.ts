import { compileChoiceRule } from '../choice';
import type { ChoiceRule, ChoiceState, QueryLanguage } from '../language/definition';
import type { JsonObject } from '../language/json';
import type { DataFlow } from './data-flow';
import { compileJsonataFlow } from './jsonata-flow';
import { compileJsonataTemplate, expressionIn } from './jsonata-template';
import { compileJsonPathFlow } from './jsonpath-flow';
import { unexpectedType } from './numbers';
import { PathView } from './path-view';
import type { ArmPlan } from './plan';
import type { Evaluate } from './scope';

/** The rules of a Choice, in order: https://states-language.net/#choice-state. */
export function compileChoices(
  state: ChoiceState,
  language: QueryLanguage,
  data: DataFlow,
  pointer: string,
): readonly ArmPlan[] {
  return state.Choices.map((rule, index) => ({
    condition: compileCondition(rule, language, data, `${pointer}/Choices/${index}`, index),
    next: rule['Next'] as string,
    data: compileArmFlow(rule, state, language, index),
  }));
}

function compileCondition(
  rule: ChoiceRule,
  language: QueryLanguage,
  data: DataFlow,
  pointer: string,
  index: number,
): Evaluate<boolean> {
  if (language === 'JSONPath') {
    const condition = compileChoiceRule(rule, pointer);
    return (scope) => condition.evaluate(new PathView(data.effectiveInput(scope), scope.around));
  }
  const text = rule['Condition'] as string | boolean;
  if (typeof text === 'boolean') return () => text;
  const field = `Choices[${index}]/Condition`;
  const evaluate = compileJsonataTemplate(text, field);
  return (scope) => {
    const value = evaluate(scope);
    if (typeof value === 'boolean') return value;
    throw unexpectedType(expressionIn(text) ?? text, field, 'boolean', value);
  };
}

/** In JSONPath a rule has Assign, and the state's OutputPath holds for all; in JSONata both are the rule's own. */
function compileArmFlow(
  rule: ChoiceRule,
  state: ChoiceState,
  language: QueryLanguage,
  index: number,
): DataFlow {
  const Assign = rule['Assign'] as JsonObject | undefined;
  const assign = Assign === undefined ? {} : { Assign };
  if (language === 'JSONPath') {
    const { InputPath, OutputPath } = state;
    return compileJsonPathFlow({
      ...assign,
      ...(InputPath !== undefined && { InputPath }),
      ...(OutputPath !== undefined && { OutputPath }),
    });
  }
  const Output = rule['Output'];
  const fields = { ...assign, ...(Output !== undefined && { Output }) };
  return compileJsonataFlow(fields, `Choices[${index}]/`);
}
