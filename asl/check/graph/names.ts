import type { Machine } from '../machines';
import type { Report } from '../report';

const MAX_NAME = 80;
const LABEL = /^[^\s?*<>{}[\]"#%\\^|~`$&,;:/\p{Cc}]{1,40}$/u;

/** Names of states are unique over all machines of a definition; so are the labels of maps. */
export function checkNames(machines: readonly Machine[], report: Report): void {
  const names = new Set<string>();
  const labels = new Set<string>();
  for (const { states } of machines)
    for (const [name, { path, type, value }] of states) {
      if (names.has(name)) report.add('duplicateState', path, { name }, { key: true });
      names.add(name);
      if (name === '' || Array.from(name).length > MAX_NAME) report.add('stateName', path, {}, { key: true });
      const label = value['Label'];
      if (type !== 'Map' || typeof label !== 'string') continue;
      const at = [...path, 'Label'];
      if (!LABEL.test(label)) report.add('label', at, {});
      else if (labels.has(label)) report.add('duplicateLabel', at, { name: label });
      labels.add(label);
    }
}
