import { JsonataEngine } from '../../../../asl/jsonata/engine';
import { EvaluationFrame, Frame } from '../../../../asl/jsonata/frame';
import { parseExpression } from '../../../../asl/jsonata/parse';
import { markPlainPaths } from '../../../../asl/jsonata/plain-path';
import { describeWithShared, readShared } from '../../../support/shared';

interface SuiteCase {
  readonly name: string;
  readonly in: readonly string[];
  readonly expr: string;
  readonly dataset?: string | null;
  readonly data?: unknown;
  readonly bindings?: Record<string, unknown>;
  readonly result?: unknown;
  readonly undefinedResult?: boolean;
  readonly code?: string;
  readonly token?: string;
  readonly error?: { readonly code?: string };
  readonly unordered?: boolean;
  readonly depth?: number;
  readonly timelimit?: number;
}

const CASES = 'jsonata-suite/cases.json';
interface Outcome {
  readonly result?: unknown;
  readonly code?: string;
}

/** The suite limits time; a millisecond is about this much work. */
const WORK_PER_MS = 20_000;
const TIME_LIMIT_MS = 10_000;
const DEPTH = 500;

describeWithShared('the library’s own suite, evaluated synchronously', CASES, () => {
  const cases = (readShared(CASES) as SuiteCase[]).filter((one) => one.in.includes('2.0.6'));
  const datasets = readShared('jsonata-suite/datasets.json') as Record<string, unknown>;

  test('is the suite of 2.0.6', () => {
    expect(cases).toHaveLength(1625);
  });

  test.each(cases.map((one): [string, SuiteCase] => [one.name, one]))('%s', (_name, one) => {
    const outcome = run(one, one.dataset == null ? one.data : datasets[one.dataset]);
    expect(one.unordered === true ? sorted(outcome) : outcome).toEqual(expected(one));
  });
});

/** The standard functions, `$eval` among them, on an input: what the library itself offers. */
function run(one: SuiteCase, input: unknown): Outcome {
  const engine = engineFor((one.timelimit ?? TIME_LIMIT_MS) * WORK_PER_MS, one.depth ?? DEPTH);
  const { library } = engine;
  const nowMs = Date.now();
  const scope = { variables: one.bindings ?? {}, nowMs, random: Math.random, uuid: () => '' };
  const functions = new Frame(library.staticFrame);
  for (const name of ['now', 'millis']) functions.bind(name, engine.functions.lookup(name));
  const frame = new EvaluationFrame(functions, scope.variables, nowMs);
  frame.bind('$', input);
  try {
    const tree = parseExpression(library, one.expr);
    markPlainPaths(tree);
    const wrapped = Array.isArray(input)
      ? Object.assign([input], { sequence: true, outerWrapper: true })
      : input;
    const result = engine.run(scope, () => library.evaluate(tree, wrapped, frame));
    return result === undefined ? {} : { result: JSON.parse(JSON.stringify(result)) as unknown };
  } catch (error) {
    return { code: (error as { code: string }).code };
  }
}

const engines = new Map<string, JsonataEngine>();

function engineFor(work: number, depth: number): JsonataEngine {
  const key = `${work}/${depth}`;
  const engine = engines.get(key) ?? new JsonataEngine({ work, depth });
  engines.set(key, engine);
  return engine;
}

function expected(one: SuiteCase): Outcome {
  const code = one.code ?? one.error?.code;
  if (code !== undefined) return { code };
  if (one.undefinedResult === true) return {};
  return one.unordered === true ? sorted({ result: one.result }) : { result: one.result };
}

function sorted({ result, ...rest }: Outcome): Outcome {
  const list = Array.isArray(result) ? result.map((item) => JSON.stringify(item)).toSorted() : result;
  return { result: list, ...rest };
}
