import { LogTail, MAX_TAIL_BYTES } from '../../../emulator/instances/log-tail';

test('a short log is kept whole', () => {
  const log = new LogTail();
  log.write(Buffer.from('one\n'));
  log.write(Buffer.from('two\n'));
  expect(log.bytes().toString()).toBe('one\ntwo\n');
});

test('of a long log the end is kept', () => {
  const log = new LogTail();
  let all = '';
  for (let i = 0; i < 2000; i++) {
    log.write(Buffer.from(`row ${i}\n`));
    all += `row ${i}\n`;
  }
  expect(log.bytes().toString()).toBe(all.slice(-MAX_TAIL_BYTES));
});

test('the cut falls between characters', () => {
  const log = new LogTail();
  log.write(Buffer.from(`${'你'.repeat(2000)}.`));
  const text = log.bytes().toString();
  expect(text).toMatch(/^你+\.$/);
  expect(Buffer.byteLength(text)).toBeGreaterThan(MAX_TAIL_BYTES - 3);
});
