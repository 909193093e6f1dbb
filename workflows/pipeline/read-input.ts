import { compileChecked, ENGINE_VERSION, type Plan } from '../../asl/run';
import { refusal } from '../step-failure';
import type { PipelineInput } from './pipeline-input';

const KEYS = ['v', 'definition', 'input', 'name', 'version', 'mode', 'engine', 'timeScale', 'carried'];

/** A pipeline ready to run. Fails the workflow for an input that is none; a newer engine's run waits for a newer worker. */
export function readInput(input: unknown): { readonly input: PipelineInput; readonly plan: Plan } {
  const read = checkForm(input);
  if (read.engine !== undefined && read.engine > ENGINE_VERSION) {
    // A plain error fails the workflow task, which is tried again until a worker takes it that knows the version.
    throw new Error(
      `This run was started for engine ${read.engine}; this worker has engine ${ENGINE_VERSION}. Update it.`,
    );
  }
  return { input: read, plan: compileDefinition(read.definition) };
}

function checkForm(input: unknown): PipelineInput {
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    throw refused('the input must be an object such as {"definition": {...}, "input": {}}');
  const unknown = Object.keys(input).find((key) => !KEYS.includes(key));
  if (unknown !== undefined) throw refused(`unknown key "${unknown}"; known are ${KEYS.join(', ')}`);
  const { v = 1, definition, mode, timeScale } = input as Partial<PipelineInput>;
  if (v !== 1)
    throw refused(`version ${JSON.stringify(v)} of the input is not known here; leave v out or give 1`);
  if (definition === undefined)
    throw refused('definition is missing: the state machine, as an object or as JSON text');
  if (mode !== undefined && mode !== 'standard' && mode !== 'local')
    throw refused(`mode must be "standard" or "local"; got ${JSON.stringify(mode)}`);
  if (timeScale !== undefined && !(timeScale > 0)) throw refused('timeScale must be a number over 0');
  return input as PipelineInput;
}

/** Checked here too, since a run can be started by anything that speaks to Temporal. */
function compileDefinition(definition: PipelineInput['definition']): Plan {
  try {
    return compileChecked(definition);
  } catch (error) {
    throw refused(`the definition cannot be run: ${(error as Error).message}`);
  }
}

function refused(problem: string): Error {
  return refusal('InvalidRequest', 'INVALID_INPUT', `runPipeline: ${problem.replace(/\.$/, '')}.`);
}
