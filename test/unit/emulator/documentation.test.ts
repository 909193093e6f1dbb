import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { faultSchema } from '../../../emulator/faults/fault';
import { functionSettings } from '../../../emulator/functions/function-settings';

const PAGE = readFileSync(join(__dirname, '..', '..', '..', 'docs', 'emulator.md'), 'utf8');

test('every key of function.yaml is documented', () => {
  const undocumented = Object.keys(functionSettings.shape).filter((key) => !PAGE.includes(`| \`${key}\``));
  expect(undocumented).toEqual([]);
});

test('every fault is documented with its keys', () => {
  const undocumented = faultSchema.options.flatMap(({ shape }) => {
    const name = shape.fault.value;
    const row = PAGE.split('\n').find((line) => line.startsWith(`| \`${name}\``)) ?? '';
    const keys = Object.keys(shape).filter((key) => !['fault', 'calls', 'probability'].includes(key));
    return row === ''
      ? [name]
      : keys.filter((key) => !row.includes(`\`${key}\``)).map((key) => `${name}.${key}`);
  });
  expect(undocumented).toEqual([]);
});
