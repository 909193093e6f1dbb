import { startChild } from '../support/child';
import { atMost, fixed } from '../support/report';
import type { BenchRow } from '../support/report';
import { interleaved } from '../support/rounds';

const ROUNDS = 15;
const CALLS = 4000;
const KINDS = ['ours', 'by-hand'] as const;

export const activity: BenchRow = {
  name: 'activity',
  about:
    'the activity side without HTTP: rules, log line and metrics of a call that succeeds, against an empty activity',
  async run(say) {
    const children = await Promise.all(KINDS.map((kind) => startChild('activity', { kind })));
    const ask = (index: number): Promise<{ cpuUsPerCall: number }> =>
      children[index]?.ask({ calls: CALLS }) ?? Promise.reject(new Error('no child'));
    const variants = Object.fromEntries(KINDS.map((kind, index) => [kind, () => ask(index)]));
    for (const warmUp of Object.values(variants)) await warmUp();
    const rounds = await interleaved(ROUNDS, variants, (round, results) => {
      const cells = Object.entries(results).map(
        ([kind, { cpuUsPerCall }]) => `${kind} ${fixed(cpuUsPerCall)} µs`,
      );
      say(`round ${round}: ${cells.join('   ')}`);
    });
    await Promise.all(children.map((child) => child.close()));
    const more = rounds.map(
      (round) => (round['ours']?.cpuUsPerCall ?? Number.NaN) - (round['by-hand']?.cpuUsPerCall ?? 0),
    );
    return [atMost('activity side: CPU a call besides HTTP', more, 150, ' µs')];
  },
};
