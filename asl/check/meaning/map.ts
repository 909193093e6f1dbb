import { isDistributed, type State } from '../machines';
import type { CheckOptions } from '../options';
import type { Report } from '../report';

/** A run inside one activity has no runs below it. */
export function checkMap(state: State, report: Report, { machineType }: CheckOptions): void {
  if (machineType === 'EXPRESS' && state.inner.some(isDistributed))
    report.add(
      'modeLacks',
      state.path,
      { mode: 'express', what: 'distributed maps' },
      { hint: 'Use the mode INLINE, or a standard machine.', key: true },
    );
}
