import { atLeast, atMost, fixed, forTheRecord } from '../support/report';
import type { BenchRow } from '../support/report';
import { startChild } from '../support/child';
import { interleaved, ratios } from '../support/rounds';

const ROUNDS = 15;
const CALLS = 6000;
const KINDS = ['functiongraph', 'undici', 'fetch'] as const;

interface ClientResult {
  readonly cpuUsPerCall: number;
  readonly callsPerSecond: number;
}

export const client: BenchRow = {
  name: 'client',
  about:
    'the client alone: signed POSTs of small JSON, 64 in flight, against global fetch with the same signer, and bare undici unsigned',
  async run(say) {
    const echo = await startChild('echo');
    const address = echo.ready['address'];
    const children = await Promise.all(KINDS.map((kind) => startChild('http-client', { kind, address })));
    const measure = (index: number) => () =>
      children[index]?.ask<ClientResult>({ calls: CALLS }) ?? Promise.reject();
    for (const child of children) await child.ask({ calls: CALLS });
    const variants = Object.fromEntries(KINDS.map((kind, index) => [kind, measure(index)]));
    const rounds = await interleaved(ROUNDS, variants, (round, results) => {
      const cells = Object.entries(results).map(
        ([kind, { cpuUsPerCall, callsPerSecond }]) =>
          `${kind} ${fixed(cpuUsPerCall)} µs, ${callsPerSecond.toFixed(0)}/s`,
      );
      say(`round ${round}: ${cells.join('   ')}`);
    });
    await Promise.all([...children, echo].map((child) => child.close()));
    const cpu = rounds.map((round) => round['functiongraph']?.cpuUsPerCall ?? Number.NaN);
    return [
      atMost('client: CPU a call, signed', cpu, 60, ' µs'),
      atLeast(
        'client: global fetch costs, times ours',
        ratios(rounds, 'fetch', 'functiongraph', perCall),
        5,
        '',
      ),
      forTheRecord(
        'client: times bare undici, unsigned',
        ratios(rounds, 'functiongraph', 'undici', perCall),
        '',
      ),
    ];
  },
};

function perCall({ cpuUsPerCall }: ClientResult): number {
  return cpuUsPerCall;
}
