/** Calls the echo server with one kind of client, 64 calls in flight, and says what CPU that took. */
import { Pool } from 'undici';
import { FunctionGraphClient, signRequest } from '../../functiongraph';
import { childOptions, cpuUs, serve } from '../support/child';
import { KEYS, PROJECT, REGION } from '../support/constants';

const IN_FLIGHT = 64;
const EVENT = { orderId: 'o-1001', items: [{ sku: 'A-1', quantity: 2 }], total: 118.5, currency: 'CNY' };

const { kind, address } = childOptions() as { kind: 'functiongraph' | 'undici' | 'fetch'; address: string };
const { call, close } = client();
void serve({}, run, close);

async function run(message: Record<string, unknown>): Promise<object> {
  const calls = Number(message['calls']);
  let left = calls;
  const lane = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await call();
    }
  };
  const [beganUs, beganMs] = [cpuUs(), performance.now()];
  await Promise.all(Array.from({ length: IN_FLIGHT }, lane));
  const seconds = (performance.now() - beganMs) / 1000;
  return { cpuUsPerCall: (cpuUs() - beganUs) / calls, callsPerSecond: calls / seconds };
}

function client(): { call(): Promise<unknown>; close(): Promise<unknown> } {
  const path = `/v2/${PROJECT}/fgs/functions/urn:fss:${REGION}:${PROJECT}:function:default:echo:latest/invocations`;
  const headers = { 'content-type': 'application/json' };
  if (kind === 'functiongraph') {
    const ours = new FunctionGraphClient({
      region: REGION,
      projectId: PROJECT,
      endpoint: address,
      auth: KEYS,
    });
    return { call: () => ours.invoke('echo', EVENT), close: () => ours.close() };
  }
  if (kind === 'undici') {
    const pool = new Pool(address, { connections: IN_FLIGHT });
    const post = async (): Promise<unknown> => {
      const { body } = await pool.request({ path, method: 'POST', headers, body: JSON.stringify(EVENT) });
      return body.json();
    };
    return { call: post, close: () => pool.close() };
  }
  const post = async (): Promise<unknown> => {
    const [method, url, body] = ['POST', address + path, JSON.stringify(EVENT)];
    const signed = signRequest({ method, url, headers, body }, KEYS);
    const response = await fetch(url, { method, headers: signed, body });
    return response.json();
  };
  return { call: post, close: async () => undefined };
}
