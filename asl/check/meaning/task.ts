import type { TaskResource } from '../../engine/turn';
import type { JsonObject } from '../../language/json';
import { isObject } from '../../language/values';
import { parseTaskResource, resourceRow, waitsForTaskToken } from '../../resources';
import type { State } from '../machines';
import type { CheckOptions } from '../options';
import type { Report } from '../report';
import { checkFunctionName } from './function-name';
import { checkMode } from './mode';

const GATEWAY_SECONDS = 90;

/** What a Task calls, with what, and for how long. */
export function checkTask(state: State, report: Report, options: CheckOptions): void {
  const { value, path } = state;
  const text = value['Resource'];
  if (typeof text !== 'string') return;
  checkTimes(state, report, text);
  const at = [...path, 'Resource'];
  const resource = parseTaskResource(text);
  if ('problem' in resource) {
    report.add('resource', at, { resource: text, problem: resource.problem }, { hint: resource.hint });
    return;
  }
  if (options.machineType === 'EXPRESS' && waitsForTaskToken(text)) report.add('expressTaskToken', at, {});
  const target = targetOf(state, resource, report);
  if (resource.kind === 'function' && target !== undefined)
    checkFunctionName(target.name, target.path, report, options);
  const facts =
    target && Object.hasOwn(options.functions ?? {}, target.name) && options.functions?.[target.name];
  checkMode(state, resource, facts || undefined, report, options);
}

interface Target {
  readonly name: string;
  readonly path: State['path'];
}

/** What is called, where the definition fixes it. */
function targetOf(state: State, resource: TaskResource, report: Report): Target | undefined {
  const at = [...state.path, 'Resource'];
  if (resource.target !== '') return { name: resource.target, path: at };
  const { name: shown, targetArgument: argument } = resourceRow(resource.text) ?? {};
  if (shown === undefined || argument === undefined) return undefined;
  const field = state.language === 'JSONata' ? 'Arguments' : 'Parameters';
  const args = state.value[field];
  // One expression may give all of them.
  if (typeof args === 'string') return undefined;
  const given: JsonObject = isObject(args) ? args : {};
  const name = given[argument];
  if (name === undefined && !Object.hasOwn(given, `${argument}.$`))
    report.add(
      'missingArgument',
      at,
      { resource: shown, argument },
      { hint: `Put "${argument}" into ${field}.` },
    );
  return typeof name === 'string' && !name.startsWith('{%')
    ? { name, path: [...state.path, field, argument] }
    : undefined;
}

function checkTimes({ value, path }: State, report: Report, resource: string): void {
  const { TimeoutSeconds: timeout, HeartbeatSeconds: heartbeat } = value;
  if (typeof timeout === 'number' && typeof heartbeat === 'number' && heartbeat >= timeout)
    report.add('heartbeat', [...path, 'HeartbeatSeconds'], {}, { hint: `Less than ${timeout}.` });
  const row = resourceRow(resource);
  const synchronous =
    !waitsForTaskToken(resource) && (row === undefined || (row.kind === 'function' && !row.async));
  if (synchronous && typeof timeout === 'number' && timeout > GATEWAY_SECONDS)
    report.add('over90Seconds', [...path, 'TimeoutSeconds'], {});
}
