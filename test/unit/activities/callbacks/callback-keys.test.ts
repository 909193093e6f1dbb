import { inspect } from 'node:util';
import { CallbackKeys } from '../../../../activities/callbacks';

const NEW = 'new-key-'.padEnd(32, 'n');
const OLD = 'old-key-'.padEnd(32, 'o');
const UNSIGNED = `tfg1:${encodeURIComponent('order:7/ä')}:run-1:${encodeURIComponent('Items[3]/Ask#2')}:17:`;

test('a signed token names its task, whatever characters are in the names', () => {
  const keys = new CallbackKeys([NEW]);
  expect(keys.verify(keys.sign(UNSIGNED))).toEqual({
    token: { workflowId: 'order:7/ä', run: 'run-1', path: 'Items[3]/Ask#2', id: 17 },
  });
});

test('the first key signs, and old ones are accepted', () => {
  const old = new CallbackKeys([OLD]).sign(UNSIGNED);
  const both = new CallbackKeys([NEW, OLD]);
  expect('token' in both.verify(old)).toBe(true);
  expect(both.sign(UNSIGNED)).toBe(new CallbackKeys([NEW]).sign(UNSIGNED));
  expect(new CallbackKeys([NEW]).verify(old)).toEqual({ problem: 'foreign' });
});

test('no character of a token can be changed', () => {
  const keys = new CallbackKeys([NEW]);
  const token = keys.sign(UNSIGNED);
  for (let at = 0; at < token.length; at++) {
    const changed = `${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`;
    expect(keys.verify(changed)).toHaveProperty('problem');
  }
});

test.each(['', 'tfg1', 'tfg1..', 'a'.repeat(100_000), `tfg1.${'a'.repeat(9000)}.${'b'.repeat(43)}`])(
  'what is no token is told from one of another key (%#)',
  (text) => {
    expect(new CallbackKeys([NEW]).verify(text)).toEqual({ problem: 'malformed' });
  },
);

test.each([
  'tfg2:a:b:c:1:',
  'tfg1:a:b:c:1',
  'tfg1:a:b:c:x:',
  'tfg1:a:b:c:1:more',
  'tfg1:%zz:b:c:1:',
  'tfg1::b:c:1:',
])('a signature does not make a token of %s', (text) => {
  const keys = new CallbackKeys([NEW]);
  expect(keys.verify(keys.sign(text))).toEqual({ problem: 'malformed' });
});

test('keys must be there and long, and are never shown', () => {
  expect(() => new CallbackKeys([])).toThrow('at least one key');
  expect(() => new CallbackKeys([NEW, 'short'])).toThrow(
    'callbackKeys[1] must be a text of at least 32 characters',
  );
  const keys = new CallbackKeys([NEW]);
  expect(`${inspect(keys, { depth: 9, showHidden: true })}${JSON.stringify(keys)}`).not.toContain(NEW);
});
