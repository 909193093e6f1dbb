import { OWN_RULES } from './own-rules';
import { SCHEMA_RULES } from './schema-rules';

/** Everything that a check can report: code, severity, text, hint. `npm run docs` writes docs/diagnostics.md from it. */
export const RULES = { ...SCHEMA_RULES, ...OWN_RULES } as const;

export type RuleName = keyof typeof RULES;
export { OWN_RULES } from './own-rules';
export { SCHEMA_RULES } from './schema-rules';
export type { Placeholders, Rule } from './rule';
