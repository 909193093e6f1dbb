import { seededRandom } from '../chaos/random';
import type { ExecutionStage } from './execution-stage';
import type { Options } from './options';

/** Loaded only where it is asked for: the rest of the runner needs no Temporal. */
export async function startStage({ on, killSeed }: Options): Promise<ExecutionStage | undefined> {
  if (on === undefined) return undefined;
  const { TemporalStage } = await import('./temporal/temporal-stage.js');
  const mode = on === 'express' ? { mode: on } : {};
  if (killSeed === undefined) return TemporalStage.start(mode);
  process.stderr.write(`seed ${killSeed}\n`);
  return TemporalStage.start({ ...mode, killAtRandom: seededRandom(killSeed) });
}
