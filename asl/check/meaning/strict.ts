import type { Machine } from '../machines';
import type { Report } from '../report';

const FIELD = 'FunctionGraph';

/** Refuses what is not in the language itself. */
export function checkStrict(machines: readonly Machine[], report: Report): void {
  for (const { path, value, states } of machines)
    for (const one of [{ path, value }, ...states.values()])
      if (Object.hasOwn(one.value, FIELD))
        report.add('extension', [...one.path, FIELD], { field: FIELD }, { key: true });
}
