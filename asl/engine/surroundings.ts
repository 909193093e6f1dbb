import type { Surroundings } from '../compile/scope';
import type { JsonObject, JsonValue } from '../language/json';
import type { Position, Snapshot, Thread, Variables } from './snapshot';
import type { EngineContext } from './turn';

interface Place {
  readonly snapshot: Snapshot;
  readonly thread: Thread;
  readonly at: Position;
  /** Its context object shows the retries. */
  readonly retries: boolean;
}

/** What the fields of a state see around them. The context object is made when a field first asks for it. */
export class StateSurroundings implements Surroundings {
  readonly #place: Place;
  readonly #engine: EngineContext;
  readonly #item: Thread['item'];
  readonly tell?: (step: string, value: JsonValue) => void;
  #variables: Variables | undefined;
  #context: JsonObject | undefined;

  /** @param item for an item's own fields; default: the item that the thread works on */
  constructor(place: Place, engine: EngineContext, item?: Thread['item']) {
    this.#place = place;
    this.#engine = engine;
    this.#item = item ?? itemOf(place.snapshot, place.thread);
    if (engine.observe !== undefined && item === undefined) {
      const { path } = place.at;
      this.tell = (step, value) => engine.observe?.({ type: 'data', path, step, value });
    }
  }

  get nowMs(): number {
    return this.#engine.nowMs;
  }

  random(): number {
    return this.#engine.random();
  }

  uuid(): string {
    return this.#engine.uuid();
  }

  get variables(): Variables {
    return (this.#variables ??= variablesOf(this.#place.snapshot, this.#place.thread));
  }

  get context(): JsonObject {
    return (this.#context ??= this.#place.snapshot.run.contextObject ?? this.#makeContext());
  }

  /** https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html */
  #makeContext(): JsonObject {
    const { snapshot, thread, at, retries } = this.#place;
    const { run } = snapshot;
    const item = this.#item;
    return {
      Execution: {
        Id: run.id,
        Input: executionInput(snapshot, thread),
        Name: run.name,
        RoleArn: run.roleArn ?? '',
        StartTime: new Date(run.startMs).toISOString(),
        RedriveCount: run.redriveCount,
      },
      StateMachine: { Id: run.machine.id, Name: run.machine.name },
      State: {
        Name: at.state,
        EnteredTime: new Date(at.enteredMs).toISOString(),
        ...(retries && { RetryCount: at.tries }),
      },
      ...(item !== undefined && { Map: { Item: { Index: item.index, Value: item.value } } }),
      ...(at.token !== undefined && { Task: { Token: at.token } }),
    };
  }
}

/** A thread's own variables, over those of the threads around it; a distributed item sees none from outside. */
function variablesOf(snapshot: Snapshot, thread: Thread): Variables {
  const outer = parentOf(snapshot, thread);
  if (outer === undefined || thread.executionInput !== undefined) return thread.variables;
  const inherited = variablesOf(snapshot, outer);
  if (isEmpty(thread.variables)) return inherited;
  return isEmpty(inherited) ? thread.variables : { ...inherited, ...thread.variables };
}

function isEmpty(variables: Variables): boolean {
  for (const _ in variables) return false;
  return true;
}

function itemOf(snapshot: Snapshot, thread: Thread): Thread['item'] {
  for (let at: Thread | undefined = thread; at !== undefined; at = parentOf(snapshot, at))
    if (at.item !== undefined) return at.item;
  return undefined;
}

function executionInput(snapshot: Snapshot, thread: Thread): JsonValue {
  for (let at: Thread | undefined = thread; at !== undefined; at = parentOf(snapshot, at))
    if (at.executionInput !== undefined) return at.executionInput.value;
  return snapshot.run.input;
}

function parentOf(snapshot: Snapshot, { parent }: Thread): Thread | undefined {
  return parent === undefined ? undefined : snapshot.threads[parent];
}
