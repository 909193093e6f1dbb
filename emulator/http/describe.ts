import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { formatFunctionUrn } from '../../functiongraph/function-urn';
import { cpuMillicores } from '../instances/deployment';
import { deploymentOf } from '../functions/local-function';
import type { EmulatorState } from '../state';
import { answerJson } from './answer';
import { apiTime } from './api-time';
import type { ApiRequest } from './api-request';
import { findTarget, type Target } from './target';

const DEFAULT_PAGE = 400;
/** The name of the newest Node.js runtime in the API; what runs is the emulator's own Node.js. */
const RUNTIME = 'Node.js20.15';

/** `GET /v2/{project_id}/fgs/functions?marker&maxitems&func_name&package_name`. */
export function listFunctions(state: EmulatorState, request: ApiRequest): void {
  const { query } = request;
  const name = query.get('func_name') ?? '';
  const packageName = query.get('package_name');
  const marker = Number(query.get('marker') ?? 0) || 0;
  const size = Number(query.get('maxitems')) || DEFAULT_PAGE;
  const functions = state.functions
    .list()
    .filter((local) => local.name.includes(name))
    .filter((local) => packageName === null || local.settings.package === packageName)
    .slice(marker, marker + size)
    .map((local) => describe(state, { local, version: 'latest', alias: '' }));
  const body = { functions, count: functions.length, next_marker: marker + functions.length };
  answerJson(request.response, 200, body, { 'X-Request-Id': request.gatewayId });
}

/** `GET .../config`. */
export function showFunctionConfig(state: EmulatorState, request: ApiRequest): void {
  const target = findTarget(state, request);
  const { environment } = target.local.settings;
  const body = { ...describe(state, target), user_data: JSON.stringify(environment) };
  answerJson(request.response, 200, body, { 'X-Request-Id': request.gatewayId });
}

/** `GET .../code`: the file of the handler, as base64. */
export function showFunctionCode(state: EmulatorState, request: ApiRequest): void {
  const target = findTarget(state, request);
  const file = handlerFile(target);
  const code = existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
  const body = { ...describe(state, target), func_code: { file: code.toString('base64'), link: '' } };
  answerJson(request.response, 200, body, { 'X-Request-Id': request.gatewayId });
}

/** A function with the field names of the API. */
function describe({ region, projectId }: EmulatorState, target: Target): Record<string, unknown> {
  const { settings, name, modifiedAt } = target.local;
  const file = handlerFile(target);
  return {
    func_urn: formatFunctionUrn({
      region,
      projectId,
      package: settings.package,
      name,
      qualifier: target.version,
    }),
    func_name: name,
    namespace: projectId,
    project_name: region,
    package: settings.package,
    runtime: RUNTIME,
    timeout: Math.ceil(settings.timeoutSeconds),
    handler: settings.handler,
    ...(settings.initializer !== undefined && {
      initializer_handler: settings.initializer,
      initializer_timeout: Math.ceil(settings.initializerTimeoutSeconds),
    }),
    memory_size: settings.memoryMb,
    cpu: cpuMillicores(settings.memoryMb),
    code_type: 'inline',
    code_filename: basename(file),
    code_size: statSync(file, { throwIfNoEntry: false })?.size ?? 0,
    version: target.version,
    last_modified: apiTime(modifiedAt),
  };
}

function handlerFile({ local, version }: Target): string {
  const root = deploymentOf(local, version)?.codeRoot ?? local.folder;
  return join(root, `${local.settings.handler.replace(/\.[^.]*$/, '')}.js`);
}
