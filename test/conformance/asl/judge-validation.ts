import { checkStateMachine, type Diagnostic } from '../../../asl/check';
import { matches } from './match';

/** What a case must have to be judged: one of kind `validation`, or one that was executed and so is valid. */
export interface ValidationCase {
  readonly name: string;
  readonly group: string;
  readonly kind: string;
  readonly source: { readonly evidence: string };
  readonly machineType?: 'STANDARD' | 'EXPRESS';
  readonly definition?: unknown;
  readonly definitionText?: string;
  readonly expected: {
    readonly valid?: boolean;
    /** `Invalid State Machine Definition: 'CODE: text at /path'`. */
    readonly message?: string;
    readonly diagnostics?: readonly RecordedDiagnostic[];
  };
}

interface RecordedDiagnostic {
  readonly code: string;
  readonly message: string;
  readonly severity: string;
  readonly location?: string;
}

/** What `checkStateMachine` says otherwise than the case; empty: it passes. */
export function judgeValidation(one: ValidationCase): string[] {
  const { machineType, definition, definitionText, expected } = one;
  const found = checkStateMachine(definitionText ?? (definition as object | undefined) ?? '', {
    ...(machineType && { machineType }),
  });
  const errors = found.filter(({ severity }) => severity === 'error');
  const valid = one.kind === 'execution' || expected.valid === true;
  if (valid) return errors.map((error) => `valid, but refused: ${show(error)}`);
  if (errors.length === 0) return ['invalid, but accepted'];
  return [...missing(expected.diagnostics ?? [], errors), ...unsaid(expected.message, errors)];
}

/** Recorded findings that are not among ours: each with its code, its text and its place. */
function missing(recorded: readonly RecordedDiagnostic[], errors: readonly Diagnostic[]): string[] {
  return recorded
    .filter(
      ({ code, message, severity, location }) =>
        !errors.some(
          (error) =>
            error.code === code &&
            matches(message, error.message) &&
            error.severity.toUpperCase() === severity &&
            (location === undefined || error.path === location),
        ),
    )
    .map(
      ({ code, message, location }) =>
        `not found: ${code}: ${message} at ${location ?? '-'}; got ${list(errors)}`,
    );
}

function unsaid(message: string | undefined, errors: readonly Diagnostic[]): string[] {
  const text =
    message === undefined ? undefined : /Invalid State Machine Definition: '(.*)'$/s.exec(message)?.[1];
  if (text === undefined || errors.some((error) => text === show(error))) return [];
  return [`not said: ${text}; got ${list(errors)}`];
}

function show({ code, message, path }: Diagnostic): string {
  return `${code}: ${message} at ${path}`;
}

function list(errors: readonly Diagnostic[]): string {
  return errors.map(show).join(' | ');
}
