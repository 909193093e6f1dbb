import { parseFunctionUrn } from '../../functiongraph/function-urn';
import { REGIONS } from '../../functiongraph/regions';
import { nearest } from './did-you-mean';
import type { Settings } from './schema';

type Report = (path: readonly PropertyKey[], message: string) => void;

/** What a value's form does not show: whether the region is one, and whether URNs are. */
export function checkMeaning(settings: Settings, report: Report): void {
  const { region, projectId = '0', endpoint } = settings;
  if (region !== undefined && endpoint === undefined && !REGIONS.includes(region)) {
    const guess = nearest(region, REGIONS);
    const remedy = guess === undefined ? `Known are ${REGIONS.join(', ')}.` : `Did you mean "${guess}"?`;
    report(['region'], `"${region}" is not a known region. ${remedy} For any other region set endpoint too.`);
  }
  const { folder, ...ofObs } = settings.objects ?? {};
  if (folder !== undefined && Object.keys(ofObs).length > 0)
    report(['objects', 'folder'], `objects.${Object.keys(ofObs)[0]} is of OBS. Set either of the two.`);
  for (const [name, { urn }] of Object.entries(settings.functions ?? {})) {
    try {
      if (urn !== undefined) parseFunctionUrn(urn, { region: region ?? 'any', projectId });
    } catch (error) {
      report(['functions', name, 'urn'], (error as Error).message);
    }
  }
}
