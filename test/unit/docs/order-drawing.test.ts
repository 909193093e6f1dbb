import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toSvg } from '../../../asl/graph';
import { readDefinition } from '../../../cli/read-definition';
import { ROOT } from '../../support/docs-page';

test('docs/order.svg is what tfg graph draws of docs/order.asl.yaml', async () => {
  const definition = await readDefinition(join(ROOT, 'docs', 'order.asl.yaml'));
  expect(toSvg(definition)).toBe(readFileSync(join(ROOT, 'docs', 'order.svg'), 'utf8'));
});
