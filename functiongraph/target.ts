import { refusal } from './errors/refusal';
import { formatFunctionUrn, parseFunctionUrn, type UrnDefaults } from './function-urn';
import { canonicalUri } from './signing/canonical-uri';

/** What of a call depends on the function only. */
export interface Target {
  /** `Invoking resize (urn:fss:...)`, the subject of error messages. */
  readonly what: string;
  /** The function's project, which may be another than the client's. */
  readonly project: readonly [name: 'x-project-id', value: string];
  readonly path: string;
  /** The path as it is signed. */
  readonly uri: string;
}

export type Operation = 'invocations' | 'invocations-async';

/** Beyond it the oldest is forgotten: a worker calls few functions, but names come from workflows. */
const MAX_TARGETS = 1_000;

/** Resolves functions once each. */
export class Targets {
  readonly #known = new Map<string, Target>();

  constructor(
    private readonly operation: Operation,
    private readonly defaults: UrnDefaults,
  ) {}

  /** @throws FunctionGraphError when it is malformed or lies in another region. */
  get(fn: string): Target {
    const known = this.#known.get(fn);
    if (known) return known;
    const target = resolve(fn, this.operation, this.defaults);
    this.#known.set(fn, target);
    if (this.#known.size > MAX_TARGETS) {
      const [oldest] = this.#known.keys();
      if (oldest !== undefined) this.#known.delete(oldest);
    }
    return target;
  }
}

function resolve(fn: string, operation: Operation, defaults: UrnDefaults): Target {
  const parsed = parseFunctionUrn(fn, defaults);
  if (parsed.region !== defaults.region) {
    throw refusal(
      'FunctionGraph.InvalidRequest',
      `${fn} lies in region ${parsed.region}, but this client calls ${defaults.region}: an endpoint serves its own region ` +
        `only. Make a client with region "${parsed.region}" for it, or correct the URN.`,
    );
  }
  const urn = formatFunctionUrn(parsed);
  const path = `/v2/${parsed.projectId}/fgs/functions/${urn}/${operation}`;
  return {
    what: fn === urn ? `Invoking ${urn}` : `Invoking ${fn} (${urn})`,
    project: ['x-project-id', parsed.projectId],
    path,
    uri: canonicalUri(path),
  };
}
