import type { EmulatorState } from '../state';
import { listActiveAsyncInvocations, listAsyncInvocations } from './async-invocations';
import type { ApiRequest } from './api-request';
import { cancelAsyncInvocation } from './cancel';
import { listFunctions, showFunctionCode, showFunctionConfig } from './describe';
import { invoke } from './invoke';
import { invokeAsync } from './invoke-async';

export type Action = (state: EmulatorState, request: ApiRequest) => Promise<void> | void;

const ACTIONS: Readonly<Record<string, Action>> = {
  'GET ': listFunctions,
  'POST invocations': invoke,
  'POST invocations-async': invokeAsync,
  'GET async-invocations': listAsyncInvocations,
  'GET active-async-invocations': listActiveAsyncInvocations,
  'POST cancel': cancelAsyncInvocation,
  'GET config': showFunctionConfig,
  'GET code': showFunctionCode,
};

const PATH = /^\/v2\/([^/]+)\/fgs\/functions(?:\/([^/]+)\/([a-z-]+))?\/?$/;

export interface Route {
  readonly action: Action;
  readonly projectId: string;
  readonly functionText: string;
}

/** What a method and a path ask for; undefined: the API has no such call. */
export function route(method: string, path: string): Route | undefined {
  const match = PATH.exec(path);
  if (!match) return undefined;
  const [, projectId = '', functionText = '', call = ''] = match;
  const key = `${method} ${call}`;
  const action = Object.hasOwn(ACTIONS, key) ? ACTIONS[key] : undefined;
  return action && { action, projectId: decode(projectId), functionText: decode(functionText) };
}

/** Official clients send `!` and `%21`, `:` and `%3A` alike. A stray `%` is left as it is: no name holds one. */
function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
