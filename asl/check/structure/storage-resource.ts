import { mapAction, type MapAction } from '../../items/map-resource';
import type { ValueSpec } from '../../language/fields';
import type { Path } from '../../language/pointer';
import type { Place } from './place';

const ACTIONS: Readonly<Record<'reader' | 'writer', readonly MapAction[]>> = {
  reader: ['getObject', 'listObjectsV2'],
  writer: ['putObject'],
};

/** The Resource of an ItemReader or ResultWriter; that of a Task is checked with the task. */
export function checkStorageResource(
  resource: string,
  { of }: Extract<ValueSpec, { is: 'resource' }>,
  path: Path,
  place: Place,
): void {
  if (of === 'task') return;
  const action = mapAction(resource);
  const known = action !== undefined && ACTIONS[of].includes(action);
  if (known && !(place.options.strict === true && !resource.startsWith('arn:'))) return;
  const [problem, scheme] = known
    ? ['only the language itself is allowed', 'arn:aws:states:::s3:']
    : [of === 'reader' ? 'it reads no items' : 'it writes no results', 'obs:'];
  const hint = `Use ${ACTIONS[of].map((name) => `${scheme}${name}`).join(' or ')}.`;
  place.report.add('resource', path, { resource, problem }, { hint });
}
