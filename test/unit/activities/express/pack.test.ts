import { pack, unpack } from '../../../../activities/express/pack';

test('a large checkpoint is small in heartbeat details, and comes back as it was', async () => {
  const input = { text: 'é'.repeat(10_000) };
  const checkpoint = { snapshot: { threads: [{ input }, { input }] }, open: [{ input }] };
  const details = await pack(JSON.stringify(checkpoint));
  expect(JSON.stringify(details).length).toBeLessThan(500);
  expect(unpack(details)).toEqual(checkpoint);
});

test.each([[undefined], [{ snapshot: {}, open: [] }]])('what is not packed stays as it is', (details) => {
  expect(unpack(details)).toBe(details);
});
