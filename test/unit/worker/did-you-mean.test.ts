import { nearest } from '../../../worker/config/did-you-mean';

const keys = ['region', 'projectId', 'endpoint', 'auth', 'functions', 'worker'];

test.each([
  ['regoin', 'region'],
  ['project_id', 'projectId'],
  ['Function', 'functions'],
  ['workers', 'worker'],
  ['atuh', undefined],
  ['colour', undefined],
])('%s is taken for %s', (written, meant) => {
  expect(nearest(written, keys)).toBe(meant);
});
