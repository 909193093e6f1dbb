import { z } from 'zod';
import { checkSchema } from '../../../workflows/check-schema';
import type { StandardSchema } from '../../../workflows/standard-schema';

test('gives what the schema makes of the value', () => {
  expect(checkSchema(z.object({ a: z.number().default(3) }), {})).toEqual({ value: { a: 3 } });
});

test('names where each problem is, and shows at most five', () => {
  const schema = z.array(z.object({ a: z.literal(1) }));
  const checked = checkSchema(
    schema,
    [0, 0, 0, 0, 0, 0, 0].map((a) => ({ a })),
  ) as { problem: string };

  expect(checked.problem.split('; ')).toHaveLength(6);
  expect(checked.problem).toMatch(/^\[0\]\.a: .*; and 2 more$/);
});

test('a problem of the whole value has no path', () => {
  expect(checkSchema(z.string(), 1)).toEqual({ problem: expect.stringMatching(/^Invalid input/) });
});

test('takes paths of objects with a key, as the standard allows', () => {
  const schema: StandardSchema = {
    '~standard': {
      version: 1,
      vendor: 'test',
      validate: () => ({ issues: [{ message: 'bad', path: [{ key: 'a' }, { key: 2 }] }] }),
    },
  };
  expect(checkSchema(schema, 1)).toEqual({ problem: 'a[2]: bad' });
});

test('an asynchronous schema is refused with the way out', () => {
  const schema = z.string().refine(async () => true);
  expect(checkSchema(schema, 'a')).toEqual({
    problem: 'the schema (zod) validates asynchronously; use a schema without asynchronous checks',
  });
});
