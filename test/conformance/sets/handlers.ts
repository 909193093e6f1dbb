import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Emulator, startEmulator } from 'temporal-functiongraph/emulator';
import { stringify } from 'yaml';
import type { ConformanceSet, SetResult } from '../conformance-set';
import { type HandlerAnswer, readAnswer } from '../handlers/answer';
import { complaints } from '../handlers/complaints';
import type { HandlerCase, HandlerFunction } from '../handlers/handler-case';

type Version = 'v0' | 'v1';
const PROJECT_ID = '0123456789abcdef0123456789abcdef';
/** Functions whose cases run at the same time; those of one function run in order. */
const PARALLEL = 4;

/** Node.js functions, each deployed into a folder and called over HTTP: once as v0 with HTTP 200 for failures, once as v1 with 500. */
export const set: ConformanceSet = {
  kind: 'handlers',
  async run(file) {
    const functions = file['functions'] as readonly HandlerFunction[];
    const folder = mkdtempSync(join(tmpdir(), 'handlers-'));
    for (const fn of functions) deploy(join(folder, fn.name), fn);
    const options = { functions: folder, projectId: PROJECT_ID };
    const first = await startEmulator({ ...options, failureStatus: 200 });
    const second = await startEmulator({ ...options, failureStatus: 500 });
    try {
      return await runAll(first, second, functions);
    } finally {
      await Promise.all([first.close(), second.close()]);
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function runAll(
  first: Emulator,
  second: Emulator,
  functions: readonly HandlerFunction[],
): Promise<SetResult> {
  const found = new Map(functions.flatMap(({ cases }) => cases.map(({ id }) => [id, [] as string[]])));
  const waiting = [...functions];
  const work = async (): Promise<void> => {
    for (let fn = waiting.shift(); fn; fn = waiting.shift())
      for (const one of fn.cases) {
        const complained = await runCase(first, fn, one, 'v0');
        found.set(one.id, [...complained, ...(await runCase(second, fn, one, 'v1'))]);
      }
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
  return {
    passed: [...found].flatMap(([id, list]) => (list.length === 0 ? [id] : [])),
    failed: [...found].flatMap(([id, list]) =>
      list.length === 0 ? [] : [{ id, expected: 'as in the file', got: list.join('; ') }],
    ),
    skipped: [],
  };
}

function deploy(folder: string, fn: HandlerFunction): void {
  for (const [name, source] of Object.entries(fn.files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), source);
  }
  const settings = {
    handler: fn.handler,
    ...(fn.initializer !== undefined && { initializer: fn.initializer }),
    timeoutSeconds: fn.timeout,
    ...(fn.initTimeout !== undefined && { initializerTimeoutSeconds: fn.initTimeout }),
    memoryMb: fn.memory,
    environment: fn.userData,
    versions: fn.versions,
    aliases: fn.aliases,
  };
  writeFileSync(join(folder, 'function.yaml'), stringify(settings));
}

async function runCase(
  emulator: Emulator,
  fn: HandlerFunction,
  one: HandlerCase,
  version: Version,
): Promise<string[]> {
  if (one.delayMs !== undefined) await sleep(one.delayMs);
  const { expect, maxMs = Infinity } = one;
  const events = Array.from({ length: one.parallel ?? 1 }, (_, i) => eventOf(one, i));
  const answers = await Promise.all(events.map((event) => call(emulator, fn, one, event, version)));
  return answers.flatMap((answer, i) => {
    const found = complaints(expect, answer, PROJECT_ID);
    const field = expect.parallelField;
    if (field !== undefined && (JSON.parse(answer.text) as Record<string, unknown>)[field] !== i)
      found.push(`${field} ${i}, got ${answer.text}`);
    if (answer.durationMs > maxMs) found.push(`at most ${maxMs} ms, got ${Math.round(answer.durationMs)}`);
    return found.map((text) => `${version}: ${text}`);
  });
}

function eventOf({ event, eventRaw, eventPad, parallel }: HandlerCase, index: number): string {
  if (parallel !== undefined) return JSON.stringify({ i: index });
  if (eventRaw !== undefined) return eventRaw;
  if (eventPad !== undefined) return JSON.stringify({ p: 'p'.repeat(eventPad) });
  return JSON.stringify(event);
}

async function call(
  { address }: Emulator,
  fn: HandlerFunction,
  { qualifier = 'latest', tail }: HandlerCase,
  body: string,
  version: Version,
): Promise<HandlerAnswer> {
  const named = Object.hasOwn(fn.aliases, qualifier) ? `!${qualifier}` : qualifier;
  const urn = `urn:fss:cn-north-4:${PROJECT_ID}:function:default:${fn.name}:${named}`;
  const startedAt = performance.now();
  const response = await fetch(`${address}/v2/${PROJECT_ID}/fgs/functions/${urn}/invocations`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'X-CFF-Request-Version': version,
      ...(tail && { 'X-Cff-Log-Type': 'tail' }),
    },
    body,
  });
  return readAnswer(response, startedAt);
}
