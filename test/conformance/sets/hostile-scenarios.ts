import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startHostileGateway } from '../../support/hostile-gateway';
import { type Disagreement, type HostileScenario, playScenario } from '../../support/hostile-scenario';
import type { CaseFailure, ConformanceSet } from '../conformance-set';

const GATEWAY = 'hostile-gateway.mjs';

/** The client against a gateway that misbehaves, in both formats of results. */
export const set: ConformanceSet = {
  kind: 'hostile-scenarios',
  async run(file, { dir, path }) {
    const scenarios = file['scenarios'] as readonly HostileScenario[];
    const beside = join(dir, GATEWAY);
    const script = existsSync(beside) ? beside : resolve('../shared/fg-vectors', GATEWAY);
    const gateway = await startHostileGateway(script, path);
    const passed: string[] = [];
    const failed: CaseFailure[] = [];
    try {
      for (const scenario of scenarios) {
        const difference = await play(scenario, gateway);
        if (difference) failed.push({ id: scenario.id, ...difference });
        else passed.push(scenario.id);
      }
    } finally {
      await gateway.close();
    }
    return { passed, failed, skipped: [] };
  },
};

async function play(
  scenario: HostileScenario,
  gateway: Parameters<typeof playScenario>[1],
): Promise<Disagreement | undefined> {
  const versions = scenario.onlyV1 ? (['v1'] as const) : (['v1', 'v0'] as const);
  for (const version of versions) {
    const difference = await playScenario(scenario, gateway, version);
    if (difference) return { expected: difference.expected, got: `${difference.got} (asked for ${version})` };
  }
  return undefined;
}
