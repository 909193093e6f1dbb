import type { ValueSpec } from '../../language/fields';
import type { Path } from '../../language/pointer';
import { STORAGE_RESOURCES } from '../../resources';
import type { Place } from './place';

/** The Resource of an ItemReader or ResultWriter; that of a Task is checked with the task. */
export function checkStorageResource(
  resource: string,
  { of }: Extract<ValueSpec, { is: 'resource' }>,
  path: Path,
  place: Place,
): void {
  if (of === 'task' || STORAGE_RESOURCES[of].includes(resource)) return;
  const what = of === 'reader' ? 'it reads no items' : 'it writes no results';
  place.report.add(
    'resource',
    path,
    { resource, problem: what },
    { hint: `Use ${STORAGE_RESOURCES[of].join(' or ')}.` },
  );
}
