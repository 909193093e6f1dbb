import { type FunctionUrn, formatFunctionUrn, parseFunctionUrn } from '../../functiongraph/function-urn';
import { MEMORY_SIZES_MB } from '../../functiongraph/memory-sizes';
import type { LocalFunction } from '../functions/local-function';
import { FunctionsFolderError } from '../functions/read-yaml';
import type { InstancePool } from '../instances/pool';
import type { EmulatorState } from '../state';
import { type ApiRequest, header } from './api-request';
import { Refusal } from './refusal';

/** The function, version and alias that a request is for. */
export interface Target {
  readonly local: LocalFunction;
  readonly version: string;
  /** Empty for a call by version. */
  readonly alias: string;
}

/** Throws the platform's refusal where there is no such function, version or alias. */
export function findTarget(state: EmulatorState, request: ApiRequest): Target {
  const urn = parse(state, request.functionText);
  if (urn.projectId !== request.projectId)
    throw new Refusal(403, 'FSS.0403', `Forbidden: the function belongs to the project ${urn.projectId}`);
  const local = urn.region === state.region ? findFunction(state, urn.name) : undefined;
  if (local?.settings.package !== urn.package)
    throw new Refusal(404, 'FSS.1051', `Not found the function ${formatFunctionUrn(urn)}`);
  const { aliases, versions } = local.settings;
  if (urn.qualifier.startsWith('!')) {
    const alias = urn.qualifier.slice(1);
    const version = Object.hasOwn(aliases, alias) ? aliases[alias] : undefined;
    if (version === undefined) throw new Refusal(404, 'FSS.1053', `Not found the alias ${alias}`);
    return { local, version, alias };
  }
  if (urn.qualifier !== 'latest' && !versions.includes(urn.qualifier))
    throw new Refusal(404, 'FSS.1052', `Not found the version ${urn.qualifier}`);
  return { local, version: urn.qualifier, alias: '' };
}

/** The instances that serve a call, with the memory that it asks for. */
export function findPool(
  state: EmulatorState,
  request: ApiRequest,
  { local, version }: Target,
): { pool: InstancePool; memoryMb: number } {
  const asked = header(request, 'x-cff-instance-memory');
  const memoryMb = asked === undefined || asked === '' ? undefined : Number(asked);
  if (memoryMb !== undefined && !MEMORY_SIZES_MB.includes(memoryMb))
    throw new Refusal(400, 'FSS.0400', `Invalid parameter: X-Cff-Instance-Memory ${asked}`);
  const pool = state.functions.pool(local, version, memoryMb);
  if (!pool) throw new Refusal(404, 'FSS.1052', `Not found the version ${version}`);
  return { pool, memoryMb: memoryMb ?? local.settings.memoryMb };
}

function parse({ region, projectId }: EmulatorState, text: string): FunctionUrn {
  try {
    return parseFunctionUrn(text, { region, projectId });
  } catch (error) {
    throw new Refusal(400, 'FSS.1309', `Invalid function URN. ${(error as Error).message}`);
  }
}

function findFunction(state: EmulatorState, name: string): LocalFunction | undefined {
  try {
    return state.functions.find(name);
  } catch (error) {
    if (error instanceof FunctionsFolderError) throw new Refusal(400, 'FSS.0400', error.message);
    throw error;
  }
}
