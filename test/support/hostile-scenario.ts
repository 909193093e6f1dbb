import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { FunctionGraphClient, FunctionGraphError, type Invocation } from '../../functiongraph';
import type { HostileGateway } from './hostile-gateway';
import { type Outcome, outcomeOf } from './outcome';

/** One entry of `hostile-scenarios.json`; its README says what the fields mean. */
export interface HostileScenario {
  readonly id: string;
  readonly timeoutMs: number;
  readonly maxMs?: number;
  readonly maxRssMb?: number;
  readonly calls?: number;
  readonly pauseMs?: number;
  readonly payloadKb?: number;
  readonly onlyV1?: boolean;
  readonly codeLoose?: boolean;
  readonly listener?: string;
  readonly expect: {
    readonly accept: readonly Outcome[];
    readonly result?: unknown;
    readonly resultIn?: readonly unknown[];
    readonly resultLength?: number;
    readonly code?: readonly string[];
    readonly codeIf?: Readonly<Record<string, readonly string[]>>;
    readonly httpStatus?: number;
    readonly errorType?: string;
    readonly messageHas?: string;
    readonly retryAfterMs?: readonly [number, number] | null;
    readonly maxRequests?: number;
    readonly strayHits?: number;
  };
}

export interface Disagreement {
  readonly expected: string;
  readonly got: string;
}

const PROJECT = '0123456789abcdef0123456789abcdef';
const REGION = 'cn-north-4';

/** Plays a scenario; returns what differs from what it expects, or nothing. */
export async function playScenario(
  scenario: HostileScenario,
  gateway: HostileGateway,
  responseVersion: 'v0' | 'v1',
): Promise<Disagreement | undefined> {
  const { listener } = scenario;
  await gateway.reset();
  const client = new FunctionGraphClient({
    region: REGION,
    projectId: PROJECT,
    endpoint: listener ? `http://127.0.0.1:${(await gateway.ports())[listener]}` : gateway.address,
    auth: { accessKey: 'AK', secretKey: 'SK' },
    responseVersion,
  });
  try {
    for (let call = 0; call < (scenario.calls ?? 1); call++) {
      if (call > 0) await sleep(scenario.pauseMs ?? 0);
      const difference = await playCall(scenario, client);
      if (difference) return difference;
    }
    return await compareTraffic(scenario, gateway);
  } finally {
    await client.close();
  }
}

async function playCall(scenario: HostileScenario, client: FunctionGraphClient) {
  const urn = `urn:fss:${REGION}:${PROJECT}:function:hostile:${scenario.id}:latest`;
  const event = { p: 'p'.repeat((scenario.payloadKb ?? 0) * 1024) };
  const rssBefore = process.memoryUsage.rss();
  const startedAt = performance.now();
  const settled = await client
    .invoke(urn, event, { timeoutMs: scenario.timeoutMs })
    .catch((error: unknown) => error);
  const ms = performance.now() - startedAt;
  const rssMb = (process.memoryUsage.rss() - rssBefore) / 1024 / 1024;
  if (ms > (scenario.maxMs ?? Infinity)) return differ(`at most ${scenario.maxMs} ms`, `${ms} ms`);
  if (rssMb > (scenario.maxRssMb ?? Infinity))
    return differ(`at most ${scenario.maxRssMb} MB`, `${rssMb} MB`);
  if (settled instanceof FunctionGraphError) return compareError(scenario, settled);
  if (settled instanceof Error) return differ('a FunctionGraphError', String(settled));
  return compareResult(scenario, settled as Invocation);
}

function compareResult({ expect }: HostileScenario, { output }: Invocation) {
  if (!expect.accept.includes('success'))
    return differ(expect.accept.join(' or '), `success, ${brief(output)}`);
  const matches =
    (!('result' in expect) || isDeepStrictEqual(output, expect.result)) &&
    (!expect.resultIn || expect.resultIn.some((one) => isDeepStrictEqual(output, one))) &&
    (expect.resultLength === undefined || String(output).length === expect.resultLength);
  return matches ? undefined : differ(brief(expect), brief(output));
}

function compareError({ expect, codeLoose }: HostileScenario, error: FunctionGraphError) {
  const outcome = outcomeOf(error);
  if (!expect.accept.includes(outcome)) {
    return differ(expect.accept.join(' or '), `${outcome}: ${error.message}`);
  }
  const codes = expect.codeIf?.[outcome] ?? expect.code ?? [];
  const codeFits = codes.some(
    (code) => error.code === code || (codeLoose === true && error.code.includes(code)),
  );
  if (codes.length > 0 && !codeFits) return differ(`code ${codes.join(' or ')}`, error.code);
  const { httpStatus, errorType, messageHas, retryAfterMs } = expect;
  if (httpStatus !== undefined && httpStatus !== error.httpStatus) {
    return differ(`HTTP ${httpStatus}`, String(error.httpStatus));
  }
  if (errorType !== undefined && errorType !== error.functionError?.errorType) {
    return differ(`errorType ${errorType}`, String(error.functionError?.errorType));
  }
  if (messageHas !== undefined && !error.message.includes(messageHas)) {
    return differ(`a message with ${messageHas}`, error.message);
  }
  return compareDelay(retryAfterMs, error.retryAfterMs);
}

function compareDelay(range: readonly [number, number] | null | undefined, got: number | undefined) {
  if (range === undefined) return undefined;
  const fits = range === null ? got === undefined : got !== undefined && got >= range[0] && got <= range[1];
  return fits ? undefined : differ(`retryAfterMs ${JSON.stringify(range)}`, String(got));
}

async function compareTraffic({ id, expect }: HostileScenario, gateway: HostileGateway) {
  const stats = await gateway.stats();
  const requests = stats.scenarios[id]?.requests ?? 0;
  if (requests > (expect.maxRequests ?? Infinity)) {
    return differ(`at most ${expect.maxRequests} requests`, String(requests));
  }
  if (stats.stray > (expect.strayHits ?? Infinity)) {
    return differ(`${expect.strayHits} requests elsewhere`, String(stats.stray));
  }
  return undefined;
}

function differ(expected: string, got: string): Disagreement {
  return { expected, got };
}

function brief(value: unknown): string {
  return (JSON.stringify(value) ?? 'undefined').slice(0, 300);
}
