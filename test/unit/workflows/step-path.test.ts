import { nextStepPath } from '../../../workflows/step-path';

test('a path is the name, then the name with the number of the visit', () => {
  expect([1, 2, 3].map(() => nextStepPath('resize', undefined))).toEqual(['resize', 'resize#2', 'resize#3']);
});

test('visits are counted for each place', () => {
  const places = ['items[0]', 'items[1]', 'items[0]'];
  expect(places.map((within) => nextStepPath('crop', within))).toEqual([
    'items[0]/crop',
    'items[1]/crop',
    'items[0]/crop#2',
  ]);
});

test('a path over 200 bytes keeps its first 120 and tells different ones apart by a hash', () => {
  const [one, other] = ['1', '2'].map((end) => nextStepPath('turn', `${'a'.repeat(300)}${end}`));
  expect(one).toMatch(/^a{120}~[0-9a-f]{16}$/);
  expect(other).not.toBe(one);
});

test('a cut never goes through a character', () => {
  const path = nextStepPath('turn', `a${'字'.repeat(100)}`);
  expect(path).toMatch(/^a字{39}~[0-9a-f]{16}$/);
  expect(Buffer.byteLength(path)).toBeLessThanOrEqual(200);
});
