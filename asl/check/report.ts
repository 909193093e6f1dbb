import { type Path, pointerOf } from '../language/pointer';
import type { ReadDefinition } from '../read';
import { type Placeholders, type Rule, type RuleName, RULES } from './codes';
import type { Diagnostic } from './diagnostic';

type Values<R extends RuleName> = Readonly<Record<Placeholders<(typeof RULES)[R]['text']>, string | number>>;

export interface Finding {
  /** Default: that of the rule. */
  readonly hint?: string | undefined;
  /** Where to look in the text, if not at the value itself. */
  readonly at?: Path;
  /** Look at the key instead of the value. */
  readonly key?: boolean;
  /** A character of the text at that place. */
  readonly index?: number;
}

/** Collects what a check finds, and says where it stands in the text. */
export class Report {
  private readonly found = new Map<string, Diagnostic>();

  constructor(
    private readonly strict: boolean,
    private readonly source?: ReadDefinition,
  ) {}

  add<R extends RuleName>(rule: R, path: Path, values: Values<R>, finding: Finding = {}): void {
    const { code, severity, text, hint: usual, strictly }: Rule = RULES[rule];
    const message = text.replaceAll(/<(\w+)>/g, (_, name: string) =>
      String((values as Readonly<Record<string, string | number>>)[name]),
    );
    const hint = finding.hint ?? usual;
    const position = this.source?.locate(finding.at ?? path, {
      ...(finding.key !== undefined && { key: finding.key }),
      ...(finding.index !== undefined && { index: finding.index }),
    });
    this.put({
      code,
      severity: this.strict && strictly ? 'error' : severity,
      message,
      ...(hint !== undefined && { hint }),
      path: pointerOf(path),
      ...(position && { line: position.line, column: position.column }),
    });
  }

  /** For what the parser has found, whose place is known. */
  put(diagnostic: Diagnostic): void {
    const { path, code, message, line, column } = diagnostic;
    this.found.set(JSON.stringify([path, code, message, line, column]), diagnostic);
  }

  /** In the order of the text; without one, in the order in which they were found. */
  get diagnostics(): Diagnostic[] {
    const all = [...this.found.values()];
    if (this.source === undefined) return all;
    return all.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
  }
}
