import type { JsonObject } from '../../language/json';
import type { Path } from '../../language/pointer';
import type { Place } from './place';
import { checkTemplate } from './template';

export function checkCredentials(value: JsonObject, _spec: unknown, path: Path, place: Place): void {
  const names = place.language === 'JSONata' ? ['RoleArn'] : ['RoleArn', 'RoleArn.$'];
  if (!names.some((name) => Object.hasOwn(value, name))) place.report.add('roleArn', path, {}, { key: true });
  checkTemplate(value, path, place);
}
