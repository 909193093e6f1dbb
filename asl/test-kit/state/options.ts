import type { JsonObject, JsonValue } from '../../language/json';

/** What `testState` is given; the names are those of the TestState API: https://docs.aws.amazon.com/step-functions/latest/apireference/API_TestState.html. */
export interface TestStateOptions {
  /** One state, or a whole machine with `stateName`; as an object or its text, JSON or YAML. */
  readonly definition: string | object;
  /** Which state of the machine, at any depth. */
  readonly stateName?: string;
  /** The state's raw input. Default `{}`. */
  readonly input?: JsonValue;
  readonly variables?: JsonObject;
  /** Stands for the whole context object. Default: that of an execution that has just begun with this state. */
  readonly context?: JsonObject;
  /** What a Task, Map or Parallel comes to, in place of its work. */
  readonly mock?: Mock;
  readonly stateConfiguration?: StateConfiguration;
  /** `DEBUG` and `TRACE` add `inspection`. Default `INFO`. */
  readonly inspectionLevel?: 'INFO' | 'DEBUG' | 'TRACE';
  /** Milliseconds since the epoch at which the state is entered. Default: 0. */
  readonly nowMs?: number;
}

export interface Mock {
  readonly output?: JsonValue;
  readonly error?: { readonly Error?: string; readonly Cause?: string };
}

export interface StateConfiguration {
  /** Retries that the retrier of the mocked error has used up. Default 0. */
  readonly retrierRetryCount?: number;
  /** The state inside a Map or Parallel that the mocked error came from. */
  readonly errorCausedByState?: string;
  /** Items of a Map that failed. Default 0. */
  readonly mapIterationFailureCount?: number;
  /** The text that an ItemReader reads. */
  readonly mapItemReaderData?: string;
}

export interface TestStateResult {
  /** `RETRIABLE`: a retrier takes the error; `CAUGHT_ERROR`: a catcher does. */
  readonly status: 'SUCCEEDED' | 'FAILED' | 'RETRIABLE' | 'CAUGHT_ERROR';
  readonly nextState?: string;
  readonly output?: JsonValue;
  readonly error?: string;
  readonly cause?: string;
  /** The steps of the state's data flow, by the API's names. */
  readonly inspection?: JsonObject;
}

/** What the API refuses, before anything runs. */
export class TestStateRejectedError extends Error {
  override readonly name = 'TestStateRejectedError';

  constructor(
    readonly code: 'InvalidDefinition' | 'ValidationException',
    message: string,
  ) {
    super(message);
  }
}

export const refuse = (message: string) => new TestStateRejectedError('ValidationException', message);
