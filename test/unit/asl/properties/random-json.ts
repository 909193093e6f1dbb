import type { JsonValue } from '../../../../asl';
import type { Dice } from './dice';

const TEXTS = ['', 'a', 'ß', '😀', '$.n', '{% 1 %}', 'States.ALL', 'toString', "it's"];
const NUMBERS = [0, 1, -1, 2, 1.5, 100, 1e21, -0.25];

export function randomJson(dice: Dice, depth = 2): JsonValue {
  switch (dice.under(depth > 0 ? 7 : 5)) {
    case 0:
      return null;
    case 1:
      return dice.chance(0.5);
    case 2:
    case 3:
      return dice.pick(NUMBERS);
    case 4:
      return dice.pick(TEXTS);
    case 5:
      return Array.from({ length: dice.under(4) }, () => randomJson(dice, depth - 1));
    default:
      return randomObject(dice, depth);
  }
}

/** An object that most paths of random machines lead into. */
export function randomObject(dice: Dice, depth = 2): JsonValue {
  return {
    n: dice.pick(NUMBERS),
    s: dice.pick(TEXTS),
    list: Array.from({ length: dice.under(4) }, () => randomJson(dice, depth - 1)),
    ...dice.maybe(0.3, () => ({ more: randomJson(dice, depth - 1) })),
  };
}
