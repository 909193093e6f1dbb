import type { JsonObject } from '../../language/json';
import { isObject } from '../../language/values';
import { isDistributed, type Machine, type State } from '../machines';
import type { CheckOptions } from '../options';

/** How a task is called, after all that stands around it. */
export interface EffectiveSettings {
  readonly mode: 'standard' | 'local' | 'express';
  readonly delivery?: string;
  /** Whether the task's own object says the mode. */
  readonly ownMode: boolean;
}

/** The `FunctionGraph` objects from the task outwards; the nearest wins. */
export function settingsOf(task: State, { machineType, mode: given }: CheckOptions): EffectiveSettings {
  const own = settings(task.value);
  const all = [own, ...around(task.machine, given)];
  const mode = all.map((found) => found['mode']).find((found) => found !== undefined);
  const delivery = all.map((found) => found['delivery']).find((found) => found !== undefined);
  const fallback = machineType === 'EXPRESS' ? 'express' : 'standard';
  return {
    mode: mode === 'local' || mode === 'express' || mode === 'standard' ? mode : fallback,
    ...(typeof delivery === 'string' && { delivery }),
    ownMode: own['mode'] !== undefined,
  };
}

function* around(machine: Machine, given: CheckOptions['mode']): Generator<JsonObject> {
  const config = machine.value['ProcessorConfig'];
  const express = isDistributed(machine) && isObject(config) && config['ExecutionType'] === 'EXPRESS';
  const { owner } = machine;
  const beats = owner === undefined && given !== undefined;
  yield { ...(express && { mode: 'express' }), ...settings(machine.value), ...(beats && { mode: given }) };
  if (owner !== undefined) yield* around(owner.machine, given);
}

function settings(value: JsonObject): JsonObject {
  const found = value['FunctionGraph'];
  return isObject(found) ? found : {};
}
