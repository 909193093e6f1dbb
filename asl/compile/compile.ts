import { cached, type CacheLimits } from '../cache';
import type { FunctionGraphSettings, StateMachine } from '../language/definition';
import type { JsonValue } from '../language/json';
import { compileErrorAt } from './compile-error';
import { compileState } from './compile-state';
import { mayRead } from './context-use';
import { parseDefinition } from './parse-definition';
import type { MachinePlan, Plan, StatePlan } from './plan';

/**
 * Compiles a checked definition: every expression is parsed, every sub-machine numbered. Plans are cached by the
 * definition's content, so that a worker compiles each once.
 *
 * @param definition the parsed definition, or its text as JSON
 * @throws CompileError with the place of an expression that cannot be read, or of a resource that cannot be called
 */
export function compile(definition: string | object): Plan {
  return planOf(typeof definition === 'string' ? definition : JSON.stringify(definition));
}

/** Definitions have up to 1 MB: many small ones are kept, or few that are large. */
export const PLAN_CACHE: CacheLimits = { entries: 200, characters: 8_000_000 };

const planOf = cached(PLAN_CACHE, (text) => compileDefinition(parseDefinition(text) as StateMachine));

function compileDefinition(definition: StateMachine): Plan {
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
      states.set(
        name,
        compiled(() => compileState(at, state, language, inherited, compileMachine), at.pointer),
      );
    }
    return plan;
  };
  const { TimeoutSeconds, FunctionGraph } = definition;
  compileMachine(definition, '', FunctionGraph);
  return {
    machines,
    readsExecutionInput: mayRead(definition as unknown as JsonValue, 'Execution', 'Input'),
    ...(TimeoutSeconds !== undefined && { timeoutMs: TimeoutSeconds * 1000 }),
    ...(FunctionGraph !== undefined && { settings: FunctionGraph }),
  };
}

function compiled<T>(part: () => T, pointer: string): T {
  try {
    return part();
  } catch (error) {
    throw compileErrorAt(pointer, error);
  }
}

/** JSON Pointer, RFC 6901 section 3. */
const escape = (name: string) => name.replaceAll('~', '~0').replaceAll('/', '~1');
