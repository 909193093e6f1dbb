import type { Dice } from './dice';
import { randomFields } from './random-fields';

type Fields = Record<string, unknown>;

/** What a state is made in. */
interface Place {
  readonly dice: Dice;
  readonly language: 'JSONPath' | 'JSONata';
  /** States that come later: every way leads forward, so that each machine ends. */
  readonly later: readonly string[];
  readonly name: string;
  /** How many machines may still stand inside one another. */
  readonly depth: number;
}

/** A random machine that is right, with states of all types and both query languages. */
export function randomMachine(dice: Dice): Fields {
  const language = dice.pick(['JSONPath', 'JSONata'] as const);
  return {
    QueryLanguage: language,
    ...dice.maybe(0.1, () => ({ TimeoutSeconds: 1 + dice.under(20) })),
    ...machine(dice, language, 2, ''),
  };
}

function machine(dice: Dice, language: Place['language'], depth: number, prefix: string): Fields {
  const names = Array.from({ length: 1 + dice.under(depth + 2) }, (_, index) => `${prefix}S${index}`);
  const states = names.map((name, index) => {
    // A machine that speaks JSONata has no state that speaks JSONPath.
    const own = language === 'JSONPath' && dice.chance(0.2) ? 'JSONata' : language;
    const state = randomState({ dice, language: own, later: names.slice(index + 1), name, depth });
    return [name, prefix === '' && own === language ? state : { ...state, QueryLanguage: own }];
  });
  return {
    StartAt: `${prefix}S0`,
    States: reachable(`${prefix}S0`, Object.fromEntries(states) as Record<string, Fields>),
  };
}

/** A state that no way leads to is a mistake. */
function reachable(start: string, states: Record<string, Fields>): Record<string, Fields> {
  const seen = new Set<string>();
  const visit = (name: string) => {
    if (seen.has(name)) return;
    seen.add(name);
    const {
      Next,
      Default,
      Choices = [],
      Catch = [],
    } = states[name] as Fields & {
      Choices?: readonly Fields[];
      Catch?: readonly Fields[];
    };
    for (const to of [
      Next,
      Default,
      ...Choices.map((rule) => rule['Next']),
      ...Catch.map((rule) => rule['Next']),
    ]) {
      if (typeof to === 'string') visit(to);
    }
  };
  visit(start);
  return Object.fromEntries(Object.entries(states).filter(([name]) => seen.has(name)));
}

function randomState(place: Place): Fields {
  const { dice, later, depth } = place;
  const fields = randomFields(place);
  const types = ['Pass', 'Pass', 'Task', 'Task', 'Task', 'Wait'];
  if (later.length > 0) types.push('Choice', 'Choice');
  else types.push('Succeed', 'Fail');
  if (depth > 0) types.push('Parallel', 'Map', 'Map');
  const Type = dice.pick(types);
  switch (Type) {
    case 'Pass':
      return { Type, ...fields.pass(), ...flow(place) };
    case 'Task':
      return { Type, ...task(place), ...fields.result(), ...recovery(place), ...flow(place) };
    case 'Wait':
      return { Type, Seconds: dice.under(4), ...fields.output(), ...flow(place) };
    case 'Choice':
      return { Type, ...choice(place) };
    case 'Parallel':
      return { Type, ...parallel(place), ...fields.result(), ...recovery(place), ...flow(place) };
    case 'Map':
      return {
        Type,
        ...map(place),
        ...fields.items(),
        ...fields.result(),
        ...recovery(place),
        ...flow(place),
      };
    case 'Fail':
      return { Type, Error: dice.pick(['Own', 'Other']), Cause: 'because' };
    default:
      return { Type, ...withoutAssign(fields.output()) };
  }
}

function withoutAssign({ Assign: _, ...rest }: Fields): Fields {
  return rest;
}

function flow({ dice, later }: Place): Fields {
  return later.length > 0 && dice.chance(0.85) ? { Next: dice.pick(later) } : { End: true };
}

function task(place: Place): Fields {
  const { dice } = place;
  const callback = dice.chance(0.15);
  return {
    Resource: `f${dice.under(3)}${callback ? '.waitForTaskToken' : ''}`,
    ...randomFields(place).arguments(),
    TimeoutSeconds: 5 + dice.under(5),
    ...(callback && dice.chance(0.5) && { HeartbeatSeconds: 3 }),
  };
}

function recovery({ dice, later }: Place): Fields {
  const errors = () => [dice.pick(['E0', 'E1', 'States.Timeout', 'States.TaskFailed'])];
  return {
    ...dice.maybe(0.4, () => ({
      Retry: [
        {
          ErrorEquals: errors(),
          IntervalSeconds: 1 + dice.under(3),
          MaxAttempts: dice.under(3),
          BackoffRate: dice.pick([1, 2, 1.5]),
          ...dice.maybe(0.3, () => ({ JitterStrategy: 'FULL' })),
          ...dice.maybe(0.3, () => ({ MaxDelaySeconds: 4 })),
        },
      ],
    })),
    ...(later.length > 0 &&
      dice.maybe(0.6, () => ({
        Catch: [
          ...(dice.chance(0.3) ? [{ ErrorEquals: errors(), Next: dice.pick(later) }] : []),
          { ErrorEquals: ['States.ALL'], Next: dice.pick(later) },
        ],
      }))),
  };
}

function choice({ dice, language, later }: Place): Fields {
  const condition = () =>
    language === 'JSONata'
      ? {
          Condition: dice.pick([
            '{% $exists($states.input.n) %}',
            '{% $states.input.n > 0 %}',
            '{% $exists($v) %}',
          ]),
        }
      : dice.pick([
          { Variable: '$.n', IsPresent: true },
          {
            And: [
              { Variable: '$.n', IsPresent: true },
              { Variable: '$.n', NumericGreaterThan: 0 },
            ],
          },
          { Not: { Variable: '$.s', IsPresent: true } },
        ]);
  const Choices = Array.from({ length: 1 + dice.under(2) }, () => ({
    ...condition(),
    Next: dice.pick(later),
  }));
  return { Choices, Default: dice.pick(later) };
}

function parallel(place: Place): Fields {
  const { dice, language, depth, name } = place;
  const Branches = Array.from({ length: 1 + dice.under(3) }, (_, index) =>
    machine(dice, language, depth - 1, `${name}b${index}`),
  );
  return { Branches, ...randomFields(place).arguments() };
}

function map({ dice, language, depth, name }: Place): Fields {
  const distributed = dice.chance(0.4);
  return {
    ItemProcessor: {
      ProcessorConfig: distributed ? { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } : { Mode: 'INLINE' },
      ...machine(dice, language, depth - 1, `${name}i`),
    },
    ...dice.maybe(0.5, () => ({ MaxConcurrency: dice.under(3) })),
    ...(distributed && dice.maybe(0.5, () => ({ ToleratedFailureCount: dice.under(2) }))),
    ...(distributed && dice.maybe(0.3, () => ({ ItemBatcher: { MaxItemsPerBatch: 2 } }))),
  };
}
