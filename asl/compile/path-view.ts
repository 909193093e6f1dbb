import type { JsonObject, JsonValue } from '../language/json';
import type { Surroundings } from './scope';

/** A scope as JSONPath sees it: `input` is what `$` stands for. */
export class PathView {
  constructor(
    readonly input: JsonValue,
    readonly around: Surroundings,
  ) {}

  get context(): JsonObject {
    return this.around.context;
  }

  get variables(): Readonly<Record<string, JsonValue>> {
    return this.around.variables;
  }

  random(): number {
    return this.around.random();
  }

  uuid(): string {
    return this.around.uuid();
  }
}
