import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { forward } from '../../support/forward';
import {
  type ReceivedRequest,
  type ScriptedServer,
  startScriptedServer,
} from '../../support/scripted-server';

type Answer = (echo: string, response: ServerResponse) => void;

/** Ways to fail a call, each with all that authorised it in the answer. */
const FAILURES = new Map<string, Answer>(
  Object.entries<Answer>({
    internal: (echo, response) => json(response, 500, { error_code: 'FSS.0500', error_msg: echo }),
    throttled: (echo, response) => {
      response.setHeader('retry-after', '60');
      json(response, 429, { error_code: 'FSS.0429', error_msg: echo });
    },
    failing: (echo, response) => {
      response.setHeader('x-func-err-code', '4002');
      response.setHeader('x-cff-function-log', Buffer.from(echo).toString('base64'));
      json(response, 200, { errorType: echo, errorMessage: echo, stackTrace: [echo] });
    },
    page: (echo, response) => response.writeHead(502).end(echo),
    redirect: (echo, response) =>
      response.writeHead(302, { location: `http://localhost/?${encodeURIComponent(echo)}` }).end(echo),
    malformed: (echo, response) => response.writeHead(200, { 'x-cff-response-version': 'v1' }).end(echo),
    cut: (echo, response) => {
      response.writeHead(200, { 'content-length': 1_000_000 }).write(echo, () => response.destroy());
    },
    reset: (_echo, response) => response.destroy(),
    'not-http': (echo, response) => response.socket?.end(echo),
    refused: (echo, response) =>
      json(response, 401, {
        error_code: 'APIGW.0301',
        error_msg: `Incorrect IAM authentication information: verify aksk signature fail, canonicalRequest:${echo}`,
      }),
  }),
);

/** Those after which a worker goes on calling. */
export const FAILING = [...FAILURES.keys()].filter((name) => name !== 'throttled' && name !== 'refused');

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** IAM gets a password in the body of a request. */
function failureFor(url: string): string {
  if (url === '/v3/auth/tokens') return 'refused';
  return /:function:default:([^:]+):/.exec(url)?.[1] ?? '';
}

export interface EchoingGateway extends ScriptedServer {
  /** All secrets of the requests so far: tokens, `Authorization` and its signature. */
  received(): string[];
}

/** Stands before an emulator, and fails the calls of functions that are named like a failure. */
export async function startEchoingGateway(behind: string): Promise<EchoingGateway> {
  const server = await startScriptedServer((received, response) => {
    const failure = FAILURES.get(failureFor(received.url));
    if (failure === undefined) forward(behind, received, response);
    else failure(echoOf(received), response);
  });
  return {
    ...server,
    received: () => [...new Set(server.requests.flatMap(({ headers }) => secretsIn(headers)))],
  };
}

function echoOf({ method, url, headers, body }: ReceivedRequest): string {
  return `${method}|${url}|${JSON.stringify(headers)}|${secretsIn(headers).join(' ')}|${body}`;
}

function secretsIn(headers: IncomingHttpHeaders): string[] {
  const { authorization = '', 'x-security-token': security, 'x-auth-token': token } = headers;
  const signature = /Signature=(\w+)/.exec(authorization)?.[1];
  return [authorization, signature, security, token]
    .flat()
    .filter((one) => one !== undefined && one !== '') as string[];
}
