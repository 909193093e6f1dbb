import type { ServerResponse } from 'node:http';
import {
  type ReceivedRequest,
  type ScriptedServer,
  startScriptedServer,
} from '../../support/scripted-server';
import { only, type Pipelines, usePipelines } from './pipelines';

export const KEY = 'a-key-of-these-tests-0123456789abcdef';
export const SECRET = 'shop-secret-4711';

export type Answer = (request: ReceivedRequest, response: ServerResponse, nth: number) => void;

export interface HttpEndpoint {
  readonly pipelines: Pipelines;
  /** A server that no task is to reach. */
  readonly other: ScriptedServer;
  /** A path of its own for a test, and what is answered there. */
  serve(answer: Answer): string;
  /** A machine of one task that calls a path. */
  call(path: string, more?: object, state?: object): object;
  received(path: string): ReceivedRequest[];
}

/** Pipelines whose worker has secrets, and a server for their `http:invoke`. */
export function useHttpEndpoint(): HttpEndpoint {
  const answers = new Map<string, Answer>();
  const secrets: Record<string, { value: string; origin?: string }> = {
    SHOP: { value: SECRET },
    USER: { value: 'ann:pass word' },
  };
  let server: ScriptedServer;
  let other: ScriptedServer;
  beforeAll(async () => {
    const counts = new Map<string, number>();
    server = await startScriptedServer((request, response) => {
      const path = request.url.split('?')[0] ?? '';
      const nth = (counts.get(path) ?? 0) + 1;
      counts.set(path, nth);
      answers.get(path)?.(request, response, nth);
    });
    other = await startScriptedServer((_, response) => response.end('elsewhere'));
    secrets['BOUND'] = { value: SECRET, origin: server.address };
  });
  afterAll(async () => {
    await server.close();
    await other.close();
  });
  let paths = 0;
  return {
    pipelines: usePipelines({ httpSecrets: secrets, callbackKeys: [KEY] }),
    get other() {
      return other;
    },
    serve(answer) {
      const path = `/path-${++paths}`;
      answers.set(path, answer);
      return path;
    },
    call: (path, more = {}, state = {}) =>
      only({
        Type: 'Task',
        Resource: 'http:invoke',
        Parameters: { ApiEndpoint: `${server.address}${path}`, Method: 'POST', ...more },
        ...state,
      }),
    received: (path) => server.requests.filter(({ url }) => url.split('?')[0] === path),
  };
}

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Answer {
  return (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  };
}
