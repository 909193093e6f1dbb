import type { PipelineRun } from '../pipeline-run';
import { expressItems } from './express-items';
import type { ItemsEffect } from './items-effect';
import { runShard } from './run-shard';

/** A chunk of a Map's items: inside one activity in mode express, else in a child workflow of its own. */
export function runItems(run: PipelineRun, effect: ItemsEffect): void {
  if (effect.command.settings?.mode === 'express') expressItems(run, effect);
  else runShard(run, effect);
}
