import { stepSummary } from '../../../../workflows/pipeline/effects/step-summary';

const resource = (target: string) => ({ kind: 'function', text: target, target }) as const;

test('a summary says where in the machine, and what is called', () => {
  const urn = 'urn:fss:cn-north-4:p1:function:default:charge-card:latest';
  expect(stepSummary({ path: 'Charge', resource: resource(urn) })).toBe('Charge → charge-card');
  expect(stepSummary({ path: 'charge', resource: resource('charge') })).toBe('charge');
});

test.each(['x', 'ä', '文', '😀'])(
  "a summary of long names of the letter %s stays within Temporal's 400 bytes",
  (letter) => {
    const summary = stepSummary({ path: letter.repeat(500), resource: resource(letter.repeat(500)) });
    expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(400);
  },
);
