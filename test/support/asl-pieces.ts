import { compileChoiceRule } from '../../asl/choice';
import type { IntrinsicScope } from '../../asl/intrinsics';
import { parseReferencePath } from '../../asl/jsonpath';
import type { ChoiceRule } from '../../asl/language/definition';
import type { JsonValue } from '../../asl/language/json';
import { compileExpression, compilePayloadTemplate } from '../../asl/template';

/** As much of a recorded case as its play needs. */
export interface PieceCase {
  readonly name: string;
  readonly kind: string;
  readonly definition?: { readonly StartAt?: string; readonly States?: Readonly<Record<string, PieceState>> };
  readonly input?: JsonValue;
  readonly expected: { readonly status?: string; readonly error?: string; readonly output?: unknown };
}

type PieceState = Readonly<Record<string, unknown>> & {
  readonly Type?: string;
  readonly Choices?: readonly ChoiceRule[];
};

export interface PieceResult {
  readonly status: string;
  readonly error?: string;
  readonly output?: unknown;
}

const ERRORS: Readonly<Record<string, string>> = {
  PathMissError: 'States.Runtime',
  IntrinsicError: 'States.IntrinsicFailure',
  ResultPathMatchError: 'States.ResultPathMatchFailure',
};

/** Whether a case has only JSONPath states that paths, templates and choice rules alone can play. */
export function playable({ kind, definition }: PieceCase): boolean {
  const states = Object.values(definition?.States ?? {});
  return (
    kind === 'execution' &&
    states.length > 0 &&
    !/JSONata|\$repeat/.test(JSON.stringify(definition)) &&
    states.every(({ Type }) => ['Pass', 'Choice', 'Succeed', 'Fail'].includes(Type ?? ''))
  );
}

/** Plays Pass, Choice, Succeed and Fail states with nothing but paths, templates and choice rules. */
export function playPieces(one: PieceCase): PieceResult {
  const player = new Player(one);
  try {
    return player.play();
  } catch (error) {
    const known = error instanceof Error ? ERRORS[error.name] : undefined;
    if (known === undefined) throw error;
    return { status: 'FAILED', error: known };
  }
}

const TIME = '2024-03-14T01:59:00.000Z';

class Player {
  private variables: Record<string, unknown> = {};
  private value: unknown;
  private name: string;

  constructor(private readonly one: PieceCase) {
    this.value = one.input ?? {};
    this.name = one.definition?.StartAt ?? '';
  }

  play(): PieceResult {
    for (;;) {
      const state = this.one.definition?.States?.[this.name] ?? {};
      if (state.Type === 'Fail') return { status: 'FAILED', error: String(this.failure(state)) };
      if (state.Type === 'Choice') {
        const chosen = this.choose(state);
        if (chosen === undefined) return { status: 'FAILED', error: 'States.NoChoiceMatched' };
        this.name = chosen;
        continue;
      }
      this.pass(state);
      if (typeof state['Next'] !== 'string') return { status: 'SUCCEEDED', output: this.value };
      this.name = state['Next'];
    }
  }

  private failure(state: PieceState): unknown {
    const path = state['ErrorPath'];
    return path === undefined
      ? state['Error']
      : compileExpression(textOf(path), 'ErrorPath').evaluate(this.scope(this.value));
  }

  private choose(state: PieceState): string | undefined {
    const rule = state.Choices?.find((one) =>
      compileChoiceRule(one, '').evaluate(this.scope(this.read(state, 'InputPath', this.value))),
    );
    this.assign(rule ?? state, this.value);
    return (rule?.['Next'] ?? state['Default']) as string | undefined;
  }

  private pass(state: PieceState): void {
    const given = this.read(state, 'InputPath', this.value);
    const effective = state['Parameters'] === undefined ? given : this.template(state, 'Parameters', given);
    const result = state['Result'] ?? effective;
    const resultPath = state['ResultPath'];
    const merged =
      resultPath === null ? this.value : parseReferencePath(textOf(resultPath)).put(this.value, result);
    this.value = this.read(state, 'OutputPath', merged);
    this.assign(state, result);
  }

  private assign(holder: Readonly<Record<string, unknown>>, input: unknown): void {
    if (holder['Assign'] === undefined) return;
    this.variables = { ...this.variables, ...(this.template(holder, 'Assign', input) as object) };
  }

  private template(holder: Readonly<Record<string, unknown>>, field: string, input: unknown): unknown {
    return compilePayloadTemplate(holder[field] as JsonValue, field).evaluate(this.scope(input));
  }

  private read(state: PieceState, field: string, input: unknown): unknown {
    if (state[field] === null) return {};
    return compileExpression(textOf(state[field]), field).evaluate(this.scope(input));
  }

  private scope(input: unknown): IntrinsicScope {
    const context = {
      Execution: {
        Id: 'urn:1',
        Name: 'run-1',
        Input: this.one.input ?? {},
        StartTime: TIME,
        RoleArn: '',
        RedriveCount: 0,
      },
      StateMachine: { Id: 'urn:machine:1', Name: 'machine-1' },
      State: { Name: this.name, EnteredTime: TIME },
    };
    return { input, context, variables: this.variables, random: () => 0.5, uuid: () => 'uuid' };
  }
}

/** A field that holds a path; absent, it is `$`. */
function textOf(field: unknown): string {
  return typeof field === 'string' ? field : '$';
}
