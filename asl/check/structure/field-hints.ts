import type { QueryLanguage } from '../../language/definition';
import { STATE_TYPES, STRUCTURES, type StructureName } from '../../language/fields';
import { nearest } from '../nearest';
import type { Place } from './place';

/** What to do with a field that its object does not have. */
export function unsupportedHint(field: string, name: StructureName, { language }: Place): string {
  const fields = Object.entries(STRUCTURES[name].fields);
  const usable = fields.filter(([, { only }]) => only === undefined || only === language);
  const meant = nearest(
    field,
    usable.map(([known]) => known),
  );
  if (meant !== undefined) return `Did you mean '${meant}'?`;
  if (name === 'Choice' && (field === 'Next' || field === 'End'))
    return 'A Choice goes on with the Next of a rule, or with Default.';
  const elsewhere = STATE_TYPES.filter((type) => Object.hasOwn(STRUCTURES[type].fields, field));
  return elsewhere.length > 0 && (STATE_TYPES as readonly string[]).includes(name)
    ? `${elsewhere.join(', ')} states have it, ${name} states do not.`
    : `It has ${usable.map(([known]) => known).join(', ')}.`;
}

/** What the one query language has in place of a field of the other. */
const COUNTERPARTS: Readonly<Record<QueryLanguage, Readonly<Record<string, string>>>> = {
  JSONata: {
    InputPath: 'read $states.input where it is needed',
    OutputPath: 'use Output',
    Parameters: 'use Arguments in a Task or Parallel, ItemSelector in a Map, Output in a Pass',
    ResultSelector: 'use Output, which reads $states.result',
    ResultPath: 'use Output, or keep the result in a variable with Assign',
    Result: 'use Output',
    ItemsPath: 'use Items',
    Variable: 'use Condition',
  },
  JSONPath: {
    Arguments: 'use Parameters',
    Output: 'use ResultSelector, ResultPath or OutputPath',
    Items: 'use ItemsPath',
    Condition: 'use Variable with a comparison',
  },
};

export function otherLanguageHint(field: string, language: QueryLanguage): string {
  const counterpart = COUNTERPARTS[language][field];
  if (counterpart !== undefined) return `In ${language}, ${counterpart}.`;
  return field.endsWith('Path')
    ? `In JSONata, write {% %} as the value of ${field.slice(0, -'Path'.length)}.`
    : 'Set QueryLanguage in the state, or use a field of its language.';
}
