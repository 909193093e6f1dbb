import type { ExecutionCase } from '../asl/asl-case';

/**
 * Why a case cannot be played on Temporal; `undefined`: it can.
 *
 * @param killed workers are, which takes time
 * @param mode of the whole machine
 */
export function notPlayable(
  given: ExecutionCase,
  killed: boolean,
  mode: 'express' | undefined,
): string | undefined {
  const { definition, input, expected } = given;
  const text = JSON.stringify(definition);
  if (namesFuture(JSON.stringify([definition, input]))) return 'waits for a date that comes nearer each day';
  if (killed && (expected.elapsedSeconds || LIMITED.test(text)))
    return 'measures time, which a killed worker takes';
  if (mode === 'express' && text.includes('.waitForTaskToken')) return 'mode express has no callbacks';
  if (mode === 'express' && text.includes('"ResultWriter"')) return 'mode express has no ResultWriter';
  return undefined;
}

const LIMITED = /"(?:Timeout|Heartbeat)Seconds(?:Path)?":/;
const DATE = /"\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)"/g;

function namesFuture(text: string): boolean {
  return (text.match(DATE) ?? []).some((date) => Date.parse(JSON.parse(date) as string) > Date.now());
}
