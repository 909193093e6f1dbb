import { isObject } from '../../language/values';
import { isDistributed, type State } from '../machines';
import type { CheckOptions } from '../options';
import type { Report } from '../report';
import { settingsOf } from './settings';

/** What a Map can ask for and not have. */
export function checkMap(state: State, report: Report, options: CheckOptions): void {
  const { machineType } = options;
  checkReader(state, report);
  checkWriter(state, report, options);
  // A run inside one activity has no runs below it.
  if (machineType === 'EXPRESS' && state.inner.some(isDistributed))
    report.add(
      'modeLacks',
      state.path,
      { mode: 'express', what: 'distributed maps' },
      { hint: 'Use the mode INLINE, or a standard machine.', key: true },
    );
}

/** What a run inside one activity returns is its result: nothing writes on its behalf. */
function checkWriter(state: State, report: Report, options: CheckOptions): void {
  const writer = state.value['ResultWriter'];
  if (!isObject(writer)) return;
  if (writer['Resource'] === undefined) {
    // Named without what they are for, they would be passed over.
    if (writer['Parameters'] !== undefined || writer['Arguments'] !== undefined)
      report.add('required', [...state.path, 'ResultWriter'], { fields: 'Resource' }, { key: true });
    return;
  }
  if (settingsOf(state, options).mode !== 'express') return;
  report.add(
    'modeLacks',
    state.path,
    { mode: 'express', what: 'ResultWriter' },
    {
      hint: 'Execute the Map in a standard machine; its items may be express.',
      at: [...state.path, 'ResultWriter'],
    },
  );
}

const UNREAD: Readonly<Record<string, readonly string[]>> = {
  InputType: ['PARQUET', 'MANIFEST'],
  Transformation: ['LOAD_AND_FLATTEN'],
};

function checkReader({ value, path }: State, report: Report): void {
  const reader = value['ItemReader'];
  const config = isObject(reader) ? reader['ReaderConfig'] : undefined;
  if (!isObject(config)) return;
  for (const [field, found] of Object.entries(config)) {
    const lacks = field === 'ItemsPointer' || UNREAD[field]?.some((unread) => unread === found);
    if (lacks)
      report.add('readerLacks', [...path, 'ItemReader', 'ReaderConfig', field], {
        what: `${field} ${JSON.stringify(found)}`,
      });
  }
}
