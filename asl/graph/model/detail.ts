import { expressionText, isObject } from './condition';
import type { StateType } from './state-graph';

type Fields = Readonly<Record<string, unknown>>;

const TYPES: readonly string[] = [
  'Task',
  'Pass',
  'Choice',
  'Wait',
  'Succeed',
  'Fail',
  'Parallel',
  'Map',
] satisfies StateType[];

export function typeOf(state: Fields): StateType | 'Unknown' {
  const type = state['Type'];
  return typeof type === 'string' && TYPES.includes(type) ? (type as StateType) : 'Unknown';
}

/** What a state does, in a few words. */
export function detailOf(state: Fields): string {
  const type = typeOf(state);
  switch (type) {
    case 'Task':
      return taskText(state);
    case 'Wait':
      return waitText(state);
    case 'Fail':
      return textOf(state['Error'] ?? state['ErrorPath']) ?? 'fail';
    case 'Parallel':
      return branchesText(state['Branches']);
    case 'Map':
      return mapText(state);
    case 'Pass':
    case 'Choice':
    case 'Succeed':
      return type.toLowerCase();
    case 'Unknown':
    default:
      return typeof state['Type'] === 'string' ? `unknown type ${state['Type']}` : 'no type';
  }
}

const CALLBACK = '.waitForTaskToken';

function taskText(state: Fields): string {
  const resource = textOf(state['Resource']) ?? 'no resource';
  const callback = resource.endsWith(CALLBACK);
  const target = targetOf(callback ? resource.slice(0, -CALLBACK.length) : resource, state);
  return callback ? `${target} · callback` : target;
}

/** The function's name where there is one, else the end of the resource that tells most. */
function targetOf(resource: string, state: Fields): string {
  if (/^functiongraph:/i.test(resource)) {
    const given = state['Arguments'] ?? state['Parameters'];
    const name = isObject(given)
      ? textOf(given['FunctionName'] ?? given['FunctionName.$'] ?? given['function'])
      : undefined;
    return name === undefined ? resource : functionName(name);
  }
  return functionName(resource);
}

function functionName(text: string): string {
  const parts = text.split(':');
  if (/^urn:fss:/i.test(text)) return parts[6] ?? text;
  return /^(arn|urn):/i.test(text) ? parts.slice(5).join(':') : text;
}

function waitText(state: Fields): string {
  const seconds = state['Seconds'] ?? state['SecondsPath'];
  if (seconds !== undefined) return `wait ${textOf(seconds)} s`;
  const time = textOf(state['Timestamp'] ?? state['TimestampPath']);
  return time === undefined ? 'wait' : `wait until ${time}`;
}

function branchesText(branches: unknown): string {
  const count = Array.isArray(branches) ? branches.length : 0;
  return `parallel · ${count} ${count === 1 ? 'branch' : 'branches'}`;
}

function mapText(state: Fields): string {
  const items = state['Items'] ?? state['ItemsPath'];
  const given = typeof items === 'string' ? textOf(items) : undefined;
  const limit = state['MaxConcurrency'] ?? state['MaxConcurrencyPath'];
  const processor = state['ItemProcessor'];
  const config = isObject(processor) ? processor['ProcessorConfig'] : undefined;
  return [
    given === undefined || given === '$' ? 'for each item' : `for each of ${given}`,
    ...(limit === undefined || limit === 0 ? [] : [`${textOf(limit)} at once`]),
    ...(isObject(config) && config['Mode'] === 'DISTRIBUTED' ? ['distributed'] : []),
  ].join(' · ');
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return expressionText(value);
  return typeof value === 'number' ? String(value) : undefined;
}
