import { compile } from '../compile/compile';
import type { Plan } from '../compile/plan';
import { resume, start } from '../engine/engine';
import type { Snapshot } from '../engine/snapshot';
import { startItems } from '../engine/start-items';
import type { ItemsCommand } from '../engine/map-commands';
import type { EngineContext, EngineEvent, StartContext, Turn } from '../engine/turn';
import type { JsonValue } from '../language/json';

/** What goes on with each event. */
export interface Steps {
  resume(snapshot: Snapshot, event: EngineEvent, context: EngineContext): Turn;
}

/** A compiled machine, ready to run. */
export interface Machine extends Steps {
  start(input: JsonValue, context: StartContext): Turn;
  /** The machine of a chunk of a Map's items. */
  chunk(command: ItemsCommand): Steps & { start(context: EngineContext): Turn };
}

export function machineOf(plan: Plan): Machine {
  return {
    start: (input, context) => start(plan, input, context),
    resume: (snapshot, event, context) => resume(plan, snapshot, event, context),
    chunk: ({ definition, part }) => {
      const alone = compile(definition);
      return {
        start: (context) => startItems(alone, part, part.items ?? [], context),
        resume: (snapshot, event, context) => resume(alone, snapshot, event, context),
      };
    },
  };
}
