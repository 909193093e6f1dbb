import type { Problem } from '../engine/turn';

const MAX_CAUSE_CHARACTERS = 500;

/** FunctionGraph's Node.js runtime puts them before the message of an error that the handler threw. */
const RUNTIME_WORDS = 'function invocation exception, error: ';

export interface ProblemTexts {
  readonly error?: string;
  readonly cause?: string;
}

/** A problem as people read it: of a Cause that is a function's error in JSON, the message. */
export function problemTexts({ error, cause }: Problem): ProblemTexts {
  return {
    ...(error != null && error !== '' && { error }),
    ...(cause != null && cause !== '' && { cause: messageIn(cause).slice(0, MAX_CAUSE_CHARACTERS) }),
  };
}

function messageIn(cause: string): string {
  if (!cause.startsWith('{')) return cause;
  try {
    const { errorMessage } = JSON.parse(cause) as { readonly errorMessage?: unknown };
    return typeof errorMessage === 'string' ? errorMessage.replace(RUNTIME_WORDS, '') : cause;
  } catch {
    return cause;
  }
}
