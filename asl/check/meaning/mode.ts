import type { TaskResource } from '../../engine/turn';
import { resourceRow, waitsForTaskToken } from '../../resources';
import type { State } from '../machines';
import type { CheckOptions, FunctionFacts } from '../options';
import type { Report } from '../report';
import { settingsOf } from './settings';

/** What a task asks for and its mode does not have: at-most-once delivery, callbacks, endpoints, a user's own activities and workflows. */
export function checkMode(
  state: State,
  resource: TaskResource,
  facts: FunctionFacts | undefined,
  report: Report,
  options: CheckOptions,
): void {
  const { mode, delivery, ownMode } = settingsOf(state, options);
  if (mode === 'standard') return;
  const at = [...state.path, ...(ownMode ? ['FunctionGraph', 'mode'] : ['Resource'])];
  const refuse = (what: string, hint: string) =>
    report.add('modeLacks', state.path, { mode, what }, { hint, at });
  if (resource.kind === 'function' && (delivery ?? facts?.delivery) === 'at-most-once')
    refuse(
      'at-most-once delivery',
      'Execute this task as a standard step: "FunctionGraph": { "mode": "standard" }.',
    );
  if (mode !== 'express') return;
  // Of an EXPRESS machine the service's own text tells it.
  if (options.machineType !== 'EXPRESS' && waitsForTaskToken(resource.text))
    refuse(
      'callbacks: the whole run is one activity',
      'Use mode standard or local for a task that waits for its token.',
    );
  if (resourceRow(resource.text)?.express === false)
    refuse(
      `'${resource.text}'`,
      'Execute this task as a standard step: "FunctionGraph": { "mode": "standard" } on its machine.',
    );
}
