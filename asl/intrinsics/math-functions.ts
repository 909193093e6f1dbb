import { IntrinsicError } from './errors';
import { seededInteger } from './seeded';
import type { IntrinsicFunction } from './signature';

export const MATH_FUNCTIONS: Readonly<Record<string, IntrinsicFunction>> = {
  MathRandom: {
    parameters: [
      { name: 'start', kind: 'whole' },
      { name: 'end', kind: 'whole' },
      { name: 'seed', kind: 'whole' },
    ],
    optional: 1,
    call: ([start, end, seed], scope) => {
      const first = start as number;
      const span = (end as number) - first;
      if (span < 1) throw new IntrinsicError('States.MathRandom wants an end greater than its start');
      return (
        first + (seed === undefined ? Math.floor(scope.random() * span) : seededInteger(seed as number, span))
      );
    },
  },
  MathAdd: {
    parameters: [
      { name: 'first', kind: 'whole' },
      { name: 'second', kind: 'whole' },
    ],
    call: ([first, second]) => (first as number) + (second as number),
  },
  UUID: { parameters: [], call: (_args, scope) => scope.uuid() },
};
