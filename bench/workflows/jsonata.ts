import jsonata from 'jsonata';
import { compileJsonata } from '../../asl/jsonata';
import { MAPPINGS, STATES } from '../support/mappings';
import type { MappingRun } from '../support/mappings';

const SCOPE = { variables: { states: STATES }, nowMs: 0, random: () => 0, uuid: () => '' };

/** Evaluates one mapping over and over; its last value, so that none is left out. */
export async function evaluateMapping({ evaluator, mapping, times }: MappingRun): Promise<number> {
  const ours = compileJsonata(MAPPINGS[mapping]);
  const library = jsonata(MAPPINGS[mapping]);
  let value: unknown;
  for (let round = 0; round < times; round += 1)
    value = evaluator === 'ours' ? ours.evaluate(SCOPE) : await library.evaluate(undefined, SCOPE.variables);
  return JSON.stringify(value ?? null).length;
}
