/** What crosses the wire between a pipeline's `http:invoke` and its activity. The rules of `activities/wire.ts` hold here too. */
import type { JsonValue } from '../../asl/language/json';

export const INVOKE_HTTP_ACTIVITY = 'invokeHttp';

export interface HttpRequest {
  readonly v: 1;
  /** The task's arguments as they stand: `ApiEndpoint`, `Method`, … */
  readonly arguments: JsonValue;
  /** Time for all of it. Absent: 60 s. */
  readonly timeoutMs?: number;
  /** Of a task that waits for its callback: stands in the arguments, and is signed on its way out. */
  readonly token?: string;
}

export interface HttpReply {
  readonly v: 1;
  readonly output: HttpResult;
}

/** The result of the task. */
export interface HttpResult {
  readonly StatusCode: number;
  readonly StatusText: string;
  /** Lower-case names; all values of each. */
  readonly Headers: { readonly [name: string]: readonly string[] };
  /** Parsed where it is JSON, else text; empty where there is none. */
  readonly ResponseBody: JsonValue;
}

export interface HttpActivities {
  invokeHttp(request: HttpRequest): Promise<HttpReply>;
}
