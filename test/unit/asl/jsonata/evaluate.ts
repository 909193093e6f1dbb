import { compileJsonata } from '../../../../asl/jsonata';
import type { JsonataScope } from '../../../../asl/jsonata';

export const NOW_MS = Date.UTC(2026, 0, 2, 3, 4, 5);

export function scopeOf(variables: Record<string, unknown> = {}): JsonataScope {
  let chance = 0;
  return {
    variables,
    nowMs: NOW_MS,
    random: () => (chance += 0.1) % 1,
    uuid: () => '8d2b1c1e-0000-4000-8000-000000000001',
  };
}

export function evaluate(expression: string, variables?: Record<string, unknown>): unknown {
  return compileJsonata(expression).evaluate(scopeOf(variables));
}

/** The error of an evaluation: code and message. */
export function failure(
  expression: string,
  variables?: Record<string, unknown>,
): { code: string; message: string } {
  try {
    const value = evaluate(expression, variables);
    return { code: 'none', message: `returned ${JSON.stringify(value)}` };
  } catch (error) {
    const { name, code, message } = error as Error & { code: string };
    return { code: `${name} ${code}`, message };
  }
}
