import type { QueryLanguage } from '../definition';

/** What a field holds; the checker, the JSON Schema and the documentation are made from it. */
export type ValueSpec =
  | { readonly is: 'text'; readonly values?: readonly string[]; readonly maxLength?: number }
  | { readonly is: 'integer' | 'number'; readonly min?: number; readonly max?: number }
  | { readonly is: 'boolean' }
  | { readonly is: 'timestamp' }
  /** The name of a state beside this one. */
  | { readonly is: 'target' }
  | { readonly is: 'path' | 'referencePath' | 'pathOrIntrinsic' }
  /** A path that finds one value: from the input or a variable, not from the context object. */
  | { readonly is: 'numberPath' }
  /** JSON with expressions: keys that end in `.$` in JSONPath, `{% %}` in JSONata. */
  | { readonly is: 'template'; readonly object?: true }
  /** A template whose keys are names of variables. */
  | { readonly is: 'assign' }
  /** A template that names a role. */
  | { readonly is: 'credentials' }
  /** JSON without expressions. */
  | { readonly is: 'json' }
  /** Milliseconds, or text with a unit. */
  | { readonly is: 'duration' }
  | { readonly is: 'resource'; readonly of: 'task' | 'reader' | 'writer' }
  | { readonly is: 'textList'; readonly min: number }
  | { readonly is: 'list'; readonly of: StructureName; readonly min: number }
  | { readonly is: 'structure'; readonly of: StructureName }
  | { readonly is: 'states' };

export interface FieldSpec {
  /** One line for editors and documentation. */
  readonly about: string;
  readonly value: ValueSpec;
  /** The query language that has this field; absent: both. */
  readonly only?: QueryLanguage;
  readonly required?: true;
  /** In JSONata the value may be an expression instead. */
  readonly expression?: true;
  readonly nullable?: true;
}

export interface Structure {
  readonly about: string;
  readonly fields: Readonly<Record<string, FieldSpec>>;
  /** Of each group at most one field may stand. */
  readonly atMostOne?: readonly (readonly string[])[];
  /** Of each group exactly one field stands. */
  readonly exactlyOne?: readonly (readonly string[])[];
  /** Of each group at least one field stands. */
  readonly atLeastOne?: readonly (readonly string[])[];
}

/** The types of states, in the order in which the service names them. */
export const STATE_TYPES = ['Task', 'Wait', 'Pass', 'Succeed', 'Fail', 'Choice', 'Parallel', 'Map'] as const;
export type StateType = (typeof STATE_TYPES)[number];

export type StructureName =
  | StateType
  | 'StateMachine'
  | 'Branch'
  | 'ItemProcessor'
  | 'ProcessorConfig'
  | 'ChoiceRule'
  | 'NestedRule'
  | 'Retrier'
  | 'Catcher'
  | 'ItemReader'
  | 'ReaderConfig'
  | 'ItemBatcher'
  | 'ResultWriter'
  | 'WriterConfig'
  | 'FunctionGraph';

/** A structure whose table has exactly the fields of a type. */
export type StructureOf<T> = Omit<Structure, 'fields'> & {
  readonly fields: Readonly<Record<keyof T & string, FieldSpec>>;
};
