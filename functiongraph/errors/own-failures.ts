import type { Verdict } from './verdict';

/** A failure that this client finds by itself. */
export interface OwnFailure extends Verdict {
  /** When it happens. */
  readonly when: string;
}

const GONE = 'Whether the function ran is not known: see its log before it runs again.';

/** Failures without a code of the platform: of the network, of time, and of answers that cannot be read. */
export const OWN_FAILURES = {
  notConnected: {
    when: 'no connection: refused, name not found, unreachable, no time left to connect',
    executed: 'no',
    transient: true,
    group: 'FunctionGraph.Connection',
    hint: 'Nothing was sent. Check the endpoint, the region and the network; an emulator there has to be started first.',
  },
  certificateRefused: {
    when: 'the certificate of the endpoint is not trusted',
    executed: 'no',
    transient: false,
    group: 'FunctionGraph.Connection',
    hint: 'Nothing was sent. Check the endpoint; for a private authority set NODE_EXTRA_CA_CERTS.',
  },
  connectionLost: {
    when: 'the connection broke after the request was sent',
    executed: 'maybe',
    transient: true,
    group: 'FunctionGraph.Connection',
    hint: GONE,
  },
  timedOutUnsent: {
    when: 'the time of the call was up before a connection was free',
    executed: 'no',
    transient: true,
    group: 'FunctionGraph.Timeout',
    timedOut: true,
    hint: 'Nothing was sent. Call less at once, or raise maxConnections or timeoutMs.',
  },
  timedOut: {
    when: 'the time of the call was up after the request was sent',
    executed: 'maybe',
    transient: true,
    group: 'FunctionGraph.Timeout',
    timedOut: true,
    hint: 'The function may have run or be running still. Raise timeoutMs (at most 90 s), or call it asynchronously.',
  },
  notHttp: {
    when: 'the answer is no HTTP, or its head is over 64 KB',
    executed: 'maybe',
    transient: false,
    group: 'FunctionGraph.MalformedResponse',
    hint: `Check the endpoint. ${GONE}`,
  },
  malformedAnswer: {
    when: 'a status of success with a body that is no result',
    executed: 'maybe',
    transient: false,
    group: 'FunctionGraph.MalformedResponse',
    hint: `Check that the endpoint is that of FunctionGraph. ${GONE}`,
  },
  outputTooLarge: {
    when: 'the answer is larger than a result can be',
    executed: 'maybe',
    transient: false,
    group: 'FunctionGraph.PayloadTooLarge',
    hint: 'A function returns at most 6 MB: put large data into OBS and return its address.',
  },
  functionFailed: {
    when: 'the function failed and the platform gave no code that is known',
    executed: 'yes',
    transient: false,
    group: 'FunctionGraph.FunctionError',
    hint: "Look into the function's log for this request.",
  },
  noCredentials: {
    when: 'the provider of credentials failed',
    executed: 'no',
    transient: true,
    group: 'FunctionGraph.Unavailable',
    hint: 'Nothing was sent. See why the provider of credentials failed.',
  },
  refusedRequest: {
    when: 'malformed URN, foreign region, wrong option, event that is no JSON, client closed',
    executed: 'no',
    transient: false,
    group: 'FunctionGraph.InvalidRequest',
    hint: 'Nothing was sent. The message says what to correct.',
  },
  refusedSize: {
    when: 'event over 6 MB, or 256 KB for an asynchronous call',
    executed: 'no',
    transient: false,
    group: 'FunctionGraph.PayloadTooLarge',
    hint: 'Nothing was sent. Put large data into OBS and pass its address.',
  },
  refusedCredentials: {
    when: 'no credentials, or such as no header can carry',
    executed: 'no',
    transient: false,
    group: 'FunctionGraph.Unauthorized',
    hint: 'Nothing was sent. The message says what is missing.',
  },
} as const satisfies Readonly<Record<string, OwnFailure>>;
