import type { Command, InvokeCommand } from '../../../asl/run';
import type { CarriedEffect } from '../pipeline-input';
import type { PipelineRun } from '../pipeline-run';
import { callFunction } from './call-function';
import { callHttp } from './call-http';
import { runItems } from './items';
import { readItems } from './read-items';
import { runActivity } from './run-activity';
import { runChild } from './run-child';
import { wait } from './wait';
import { waitForCallback } from './wait-for-callback';
import { writeResults } from './write-results';

/** Starts the effect that a command asks for, or goes on with one that the run before has left. */
export function perform(run: PipelineRun, effect: CarriedEffect): void {
  const { command, waiting } = effect;
  switch (command.type) {
    case 'wait':
      return wait(run, command);
    case 'read':
      return readItems(run, command);
    case 'write':
      return writeResults(run, command);
    case 'invoke':
      return waiting === undefined ? invoke(run, command) : waitForCallback(run, command, waiting);
    case 'items':
      return runItems(run, { ...effect, command });
    case 'cancel':
      throw new Error('A run cancels its effects itself.');
    default:
      throw new Error(
        `No effect of the type ${(command as Command).type} is known here. Update this worker.`,
      );
  }
}

function invoke(run: PipelineRun, command: InvokeCommand): void {
  const { kind } = command.resource;
  switch (kind) {
    case 'function':
      return callFunction(run, command);
    case 'activity':
      return runActivity(run, command);
    case 'workflow':
      return runChild(run, command);
    case 'http':
      return callHttp(run, command);
    default:
      throw new Error(`No resource of the kind ${String(kind)} is known here. Update this worker.`);
  }
}
