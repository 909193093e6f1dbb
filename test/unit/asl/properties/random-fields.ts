import type { Dice } from './dice';
import { randomJson } from './random-json';

type Fields = Record<string, unknown>;

const PATHS = ['$', '$.n', '$.s', '$.list', '$.list[*]', '$..n', '$$.State.Name', '$$.Execution.Input'];
const INTRINSICS = [
  "States.Format('{}-{}', $$.State.Name, 1)",
  'States.Array(1, $$.State.Name)',
  'States.ArrayLength($.list)',
  'States.JsonToString($)',
  'States.MathRandom(1, 100)',
  'States.UUID()',
];
const EXPRESSIONS = [
  '{% $states.input %}',
  '{% $states.input.n %}',
  '{% $string($states.input.s) & "!" %}',
  '{% $count($states.input.list) %}',
  '{% [$states.input.list] %}',
  '{% $merge([{"a": 1}, {"b": $states.context.State.Name}]) %}',
  '{% $random() %}',
  '{% $uuid() %}',
  '{% $exists($v) ? $v : "none" %}',
];

/** The data flow of a random state, in its language. Not every path finds something: that is an error of the language. */
export function randomFields({
  dice,
  language,
}: {
  readonly dice: Dice;
  readonly language: 'JSONPath' | 'JSONata';
}) {
  return language === 'JSONata' ? jsonata(dice) : jsonPath(dice);
}

function jsonata(dice: Dice) {
  const value = (): unknown =>
    dice.chance(0.7)
      ? dice.pick(EXPRESSIONS)
      : dice.chance(0.5)
        ? { x: dice.pick(EXPRESSIONS) }
        : randomJson(dice, 1);
  const output = (): Fields => ({
    ...dice.maybe(0.3, () => ({ Output: value() })),
    ...dice.maybe(0.3, () => ({ Assign: { v: value() } })),
  });
  return {
    output,
    pass: output,
    arguments: (): Fields => dice.maybe(0.5, () => ({ Arguments: { a: value(), b: value() } })) as Fields,
    result: (): Fields => ({
      ...output(),
      ...dice.maybe(0.2, () => ({ Output: { r: '{% $states.result %}' } })),
    }),
    items: (): Fields => ({
      Items: dice.pick(['{% [1, 2, 3] %}', '{% [$states.input.list] %}', '{% [] %}']),
      ...dice.maybe(0.3, () => ({ ItemSelector: { i: '{% $states.context.Map.Item.Index %}', v: value() } })),
    }),
  };
}

function jsonPath(dice: Dice) {
  const template = (): Fields => ({
    constant: randomJson(dice, 1),
    'p.$': dice.pick(PATHS),
    ...dice.maybe(0.4, () => ({ 'f.$': dice.pick(INTRINSICS) })),
  });
  const assign = () => dice.maybe(0.3, () => ({ Assign: { 'v.$': dice.pick(PATHS), w: 1 } }));
  const paths = () => ({
    ...dice.maybe(0.1, () => ({ InputPath: dice.pick(PATHS) })),
    ...dice.maybe(0.1, () => ({ OutputPath: dice.pick(PATHS) })),
  });
  const resultPath = () =>
    dice.maybe(0.6, () => ({ ResultPath: dice.pick(['$.r', '$.list', '$', null, '$.deep.er']) }));
  return {
    output: (): Fields => ({ ...paths(), ...assign() }),
    pass: (): Fields => ({
      ...paths(),
      ...dice.maybe(0.4, () => ({ Parameters: template() })),
      ...dice.maybe(0.3, () => ({ Result: randomJson(dice) })),
      ...resultPath(),
      ...assign(),
    }),
    arguments: (): Fields => dice.maybe(0.5, () => ({ Parameters: template() })) as Fields,
    result: (): Fields => ({
      ...paths(),
      ...dice.maybe(0.2, () => ({ ResultSelector: { 'whole.$': '$' } })),
      ...resultPath(),
      ...assign(),
    }),
    items: (): Fields => ({
      ItemsPath: dice.pick(['$.list', '$.list', '$..n']),
      ...dice.maybe(0.3, () => ({
        ItemSelector: { 'i.$': '$$.Map.Item.Index', 'v.$': '$$.Map.Item.Value' },
      })),
    }),
  };
}
