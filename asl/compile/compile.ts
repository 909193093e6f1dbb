import type { FunctionGraphSettings, StateMachine } from '../language/definition';
import { CompileError } from './compile-error';
import { compileState } from './compile-state';
import type { MachinePlan, Plan, StatePlan } from './plan';

/**
 * Compiles a checked definition: every expression is parsed, every sub-machine numbered. Plans are cached by the
 * definition's content, so that a worker compiles each once.
 *
 * @param definition the parsed definition, or its text as JSON
 * @throws CompileError for what `checkStateMachine` reports as an error, and syntax errors of expressions
 */
export function compile(definition: string | object): Plan {
  const text = typeof definition === 'string' ? definition : JSON.stringify(definition);
  const known = cache.get(text);
  if (known !== undefined) return known;
  const plan = compileDefinition(
    parse(text),
    /Execution|\$\$(?!\.)|\$states(?!\.(?:input|result|errorOutput)\b)/.test(text),
  );
  if (cache.size >= MAX_CACHED) cache.delete(cache.keys().next().value ?? '');
  cache.set(text, plan);
  return plan;
}

const MAX_CACHED = 200;
const cache = new Map<string, Plan>();

function parse(text: string): StateMachine {
  try {
    return JSON.parse(text) as StateMachine;
  } catch (error) {
    throw new CompileError(`The definition is not JSON: ${(error as Error).message}`);
  }
}

function compileDefinition(definition: StateMachine, readsExecution: boolean): Plan {
  const machines: MachinePlan[] = [];
  // States of branches and item processors, too, have the language of the whole machine where they do not say their own.
  const language = definition.QueryLanguage ?? 'JSONPath';
  const compileMachine = (
    machine: StateMachine,
    pointer: string,
    inherited: FunctionGraphSettings | undefined,
  ): MachinePlan => {
    const states = new Map<string, StatePlan>();
    const plan: MachinePlan = { index: machines.length, startAt: machine.StartAt, states };
    machines.push(plan);
    for (const [index, [name, state]] of Object.entries(machine.States).entries()) {
      const segment = escape(name);
      const at = { name, index, segment, pointer: `${pointer}/States/${segment}` };
      states.set(name, compileState(at, state, language, inherited, compileMachine));
    }
    return plan;
  };
  const { TimeoutSeconds, FunctionGraph } = definition;
  compileMachine(definition, '', FunctionGraph);
  return {
    machines,
    readsExecution,
    ...(TimeoutSeconds !== undefined && { timeoutMs: TimeoutSeconds * 1000 }),
    ...(FunctionGraph !== undefined && { settings: FunctionGraph }),
  };
}

/** JSON Pointer, RFC 6901 section 3. */
const escape = (name: string) => name.replaceAll('~', '~0').replaceAll('/', '~1');
