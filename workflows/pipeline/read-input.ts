import { compileChecked, ENGINE_VERSION, type Plan, type StateMachine } from '../../asl/run';
import { refusal } from '../step-failure';
import type { PipelineInput } from './pipeline-input';

const KEYS = [
  'v',
  'definition',
  'input',
  'name',
  'version',
  'mode',
  'engine',
  'timeScale',
  'priority',
  'carried',
  'express',
];

export interface ReadPipeline {
  readonly input: PipelineInput;
  readonly plan: Plan;
  /** The definition, where the whole pipeline runs in one activity. */
  readonly express: StateMachine | undefined;
}

/** A pipeline ready to run. Fails the workflow for an input that is none; a newer engine's run waits for a newer worker. */
export function readInput(input: unknown): ReadPipeline {
  const read = checkForm(input);
  if (read.engine !== undefined && read.engine > ENGINE_VERSION) {
    // A plain error fails the workflow task, which is tried again until a worker takes it that knows the version.
    throw new Error(
      `This run was started for engine ${read.engine}; this worker has engine ${ENGINE_VERSION}. Update it.`,
    );
  }
  const definition = inMode(read);
  const plan = compileDefinition(definition);
  const express = (read.mode ?? plan.settings?.mode) === 'express' ? parsed(definition) : undefined;
  return { input: read, plan, express };
}

/** The mode of the input is checked as one of the definition is: some tasks cannot be done in each. */
function inMode({ definition, mode }: PipelineInput): PipelineInput['definition'] {
  if (mode === undefined) return definition;
  const machine = parsed(definition);
  return { ...machine, FunctionGraph: { ...machine.FunctionGraph, mode } };
}

function parsed(definition: PipelineInput['definition']): StateMachine {
  if (typeof definition !== 'string') return definition;
  try {
    return JSON.parse(definition) as StateMachine;
  } catch (error) {
    throw refused(`the definition is not JSON: ${(error as Error).message}`);
  }
}

function checkForm(input: unknown): PipelineInput {
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    throw refused('the input must be an object such as {"definition": {...}, "input": {}}');
  const unknown = Object.keys(input).find((key) => !KEYS.includes(key));
  if (unknown !== undefined) throw refused(`unknown key "${unknown}"; known are ${KEYS.join(', ')}`);
  const { v = 1, definition, name, mode, timeScale, priority } = input as Partial<PipelineInput>;
  if (v !== 1)
    throw refused(`version ${JSON.stringify(v)} of the input is not known here; leave v out or give 1`);
  if (definition === undefined)
    throw refused('definition is missing: the state machine, as an object or as JSON text');
  if (name !== undefined && !isName(name))
    throw refused(
      `name must be a text of 1 to ${MAX_NAME_BYTES} bytes; got ${JSON.stringify(name).slice(0, 100)}`,
    );
  if (mode !== undefined && mode !== 'standard' && mode !== 'local' && mode !== 'express')
    throw refused(`mode must be "standard", "local" or "express"; got ${JSON.stringify(mode)}`);
  if (timeScale !== undefined && !(timeScale > 0)) throw refused('timeScale must be a number over 0');
  const problem = priority === undefined ? undefined : priorityProblem(priority);
  if (problem !== undefined) throw refused(problem);
  return input as PipelineInput;
}

/** It stands in ids and summaries of Temporal's, whose limits fail the workflow task, for ever. */
const MAX_NAME_BYTES = 300;

function isName(name: unknown): boolean {
  if (typeof name !== 'string' || name === '') return false;
  return new TextEncoder().encode(name).length <= MAX_NAME_BYTES;
}

const PRIORITY_KEYS = ['priorityKey', 'fairnessKey', 'fairnessWeight'];
const MAX_FAIRNESS_KEY_BYTES = 64;

/** What the server would refuse by failing the workflow task, for ever. */
function priorityProblem(priority: unknown): string | undefined {
  if (typeof priority !== 'object' || priority === null)
    return 'priority must be an object such as {"fairnessKey": "imports"}';
  const unknown = Object.keys(priority).find((key) => !PRIORITY_KEYS.includes(key));
  if (unknown !== undefined)
    return `unknown key "${unknown}" in priority; known are ${PRIORITY_KEYS.join(', ')}`;
  const { priorityKey, fairnessKey, fairnessWeight } = priority as Record<string, unknown>;
  if (priorityKey !== undefined && ![1, 2, 3, 4, 5].includes(priorityKey as number))
    return `priority.priorityKey must be a whole number from 1 (first) to 5 (last); got ${JSON.stringify(priorityKey)}`;
  if (
    fairnessKey !== undefined &&
    (typeof fairnessKey !== 'string' || new TextEncoder().encode(fairnessKey).length > MAX_FAIRNESS_KEY_BYTES)
  )
    return `priority.fairnessKey must be a text of at most ${MAX_FAIRNESS_KEY_BYTES} bytes`;
  if (
    fairnessWeight !== undefined &&
    !(typeof fairnessWeight === 'number' && fairnessWeight >= 0.001 && fairnessWeight <= 1000)
  )
    return 'priority.fairnessWeight must be a number from 0.001 to 1000';
  return undefined;
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
