import type { Rule } from './rule';

/** What the service accepts or cannot know, and a user wants to know before a run. */
export const OWN_RULES = {
  notJson: {
    code: 'DEFINITION_NOT_JSON',
    severity: 'error',
    text: 'The definition is no plain JSON here: <problem>',
    when: 'a definition given as an object holds itself, a function, a date, NaN, ...',
  },
  duplicateKey: {
    code: 'DUPLICATE_KEY',
    severity: 'warning',
    text: "The key '<key>' stands twice in the same object; the last one counts",
    when: 'an object of the text has the same key twice',
  },
  endNotReachable: {
    code: 'END_NOT_REACHABLE',
    severity: 'warning',
    text: 'No way leads from state "<name>" to an end',
    hint: 'Only an error or the time limit ends a run that comes here.',
    when: 'a run that enters the state goes round for ever',
  },
  unclosedExpression: {
    code: 'UNCLOSED_EXPRESSION',
    severity: 'error',
    text: 'An expression begins with {% and ends with %}, and this text has only one of them',
    when: 'in JSONata, a text begins with `{%` or ends with `%}`, but not both',
  },
  expressionInJsonPath: {
    code: 'EXPRESSION_IN_JSONPATH',
    severity: 'warning',
    text: "'<field>' holds {% %}, which is plain text in JSONPath",
    hint: "Set QueryLanguage to JSONata, or use a key that ends in '.$'.",
    when: 'a template of a JSONPath state has a JSONata expression',
  },
  pathInJsonata: {
    code: 'PATH_IN_JSONATA',
    severity: 'warning',
    text: "The key '<field>' is an ordinary key in JSONata, and its value plain text",
    hint: "Write {% $states.input... %} under the key without '.$'.",
    when: 'a template of a JSONata state has a key that ends in `.$`',
  },
  unknownErrorName: {
    code: 'UNKNOWN_ERROR_NAME',
    severity: 'warning',
    text: '<problem>',
    when: 'a rule names an error with a reserved prefix (`States.`, `FunctionGraph.`) that does not exist',
  },
  neverMatches: {
    code: 'RULE_NEVER_MATCHES',
    severity: 'warning',
    text: 'This rule never decides: <reason>',
    when: 'earlier rules take all that a retrier or catcher names, or nothing matches it ever',
  },
  maxDelay: {
    code: 'RETRY_DELAY_CAPPED_AT_ONCE',
    severity: 'warning',
    text: 'MaxDelaySeconds is not larger than IntervalSeconds, so that every wait is the same',
    when: 'the cap of a retrier is below its first wait',
  },
  neverAssigned: {
    code: 'VARIABLE_NEVER_ASSIGNED',
    severity: 'warning',
    text: 'Variable $<name> is assigned on no way that leads here',
    when: 'a variable surely has no value where it is read; the read fails',
  },
  maybeUnassigned: {
    code: 'VARIABLE_MAYBE_UNASSIGNED',
    severity: 'warning',
    text: 'Variable $<name> is not assigned on every way that leads here',
    when: 'a variable may have no value where it is read',
  },
  functionName: {
    code: 'INVALID_FUNCTION_NAME',
    severity: 'error',
    text: "'<name>' names no function: <problem>",
    when: 'an argument names a function by what cannot be a name or URN',
  },
  longFunctionName: {
    code: 'FUNCTION_NAME_TOO_LONG',
    severity: 'warning',
    text: "'<name>' is longer than a function's name can be: 60 characters",
    when: 'a task names a function by more than 60 characters',
  },
  unknownFunction: {
    code: 'UNKNOWN_FUNCTION',
    severity: 'warning',
    text: "Function '<name>' is not in the list of functions",
    when: 'a list of functions is given and a task names none of them',
  },
  unknownJsonataFunction: {
    code: 'UNKNOWN_JSONATA_FUNCTION',
    severity: 'warning',
    text: 'JSONata has no function $<name>; calling it fails',
    when: 'an expression calls a function that does not exist',
  },
  missingArgument: {
    code: 'MISSING_ARGUMENT',
    severity: 'warning',
    text: "'<resource>' needs the argument '<argument>'",
    when: 'the arguments of a resource name no target',
  },
  modeLacks: {
    code: 'MODE_LACKS',
    severity: 'error',
    text: 'Mode <mode> has no <what>',
    when: 'a step asks for what its mode cannot do: at-most-once delivery, callbacks, activities of your own',
  },
  extension: {
    code: 'EXTENSION_REFUSED',
    severity: 'error',
    text: "'<field>' is an extension of the language, and only the language itself is allowed",
    when: 'the check is strict and the definition has `FunctionGraph`',
  },
  over90Seconds: {
    code: 'SYNCHRONOUS_OVER_90S',
    severity: 'warning',
    text: 'A synchronous call ends after 90 s: the gateway cuts it, whatever this limit says',
    hint: "Use 'functiongraph:invokeAsync.waitForTaskToken' for longer ones.",
    when: 'a task that waits for its function has more than 90 seconds',
  },
} as const satisfies Readonly<Record<string, Rule>>;
