import { z } from 'zod';

/** A number over 0, also as the text that an environment variable is. */
export function positiveNumber(options: { readonly whole?: true } = {}) {
  return z.union([z.number(), z.string()]).transform((value, context) => {
    const parsed = typeof value === 'number' || /^\d+(?:\.\d+)?$/.test(value) ? Number(value) : Number.NaN;
    if (parsed > 0 && Number.isFinite(parsed) && !(options.whole && !Number.isSafeInteger(parsed)))
      return parsed;
    context.issues.push({ code: 'custom', message: 'not such a number', input: value });
    return z.NEVER;
  });
}
