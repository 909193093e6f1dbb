/** What the rows about expressions evaluate. */
export const MAPPINGS = {
  fields: '{ "id": $states.input.order.id, "total": $sum($states.input.order.lines.(price * quantity)) }',
  items:
    '$map($states.input.items, function($item) { { "sku": $item.sku, "cost": $item.price * $item.quantity } })',
} as const;
export type Mapping = keyof typeof MAPPINGS;

export const STATES = {
  input: {
    order: {
      id: 'o-1001',
      lines: [
        { price: 12.5, quantity: 2 },
        { price: 3, quantity: 7 },
      ],
    },
    items: Array.from({ length: 100 }, (_, index) => ({
      sku: `sku-${index}`,
      price: index / 4,
      quantity: index % 7,
      tags: ['a', 'b'],
    })),
  },
};

/** `ours`: the synchronous one; `library`: the npm package jsonata as it is. */
export type Evaluator = 'ours' | 'library';

export interface MappingRun {
  readonly evaluator: Evaluator;
  readonly mapping: Mapping;
  readonly times: number;
}
