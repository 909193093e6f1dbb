import { malformedUrn } from './malformed-urn';

/** The parts of a function's URN. */
export interface FunctionUrn {
  readonly region: string;
  readonly projectId: string;
  /** Default `default`. */
  readonly package: string;
  readonly name: string;
  /** A version's name, or an alias with `!` in front. Default `latest`. */
  readonly qualifier: string;
}

/** What a short form leaves out. */
export type UrnDefaults = Pick<FunctionUrn, 'region' | 'projectId'>;

const REGION = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/;
const PROJECT_ID = /^[A-Za-z0-9_-]{1,64}$/;
const PACKAGE = /^[A-Za-z0-9_-]{1,64}$/;
const NAME = /^[A-Za-z](?:[A-Za-z0-9_-]{0,58}[A-Za-z0-9])?$/;
const ALIAS = /^[A-Za-z](?:[A-Za-z0-9_-]{0,62}[A-Za-z0-9])?$/;
const VERSION = /^[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,62}[A-Za-z0-9])?$/;

/**
 * Reads a function's URN or one of its short forms, all of which the service takes:
 * `name`, `package:name`, `project:package:name`, `project:package:name:version`,
 * `urn:fss:region:project:function:package:name` and the same with `:version` or `:!alias`.
 *
 * @param defaults What a short form leaves out: the client's region and project.
 * @throws FunctionGraphError (`FunctionGraph.InvalidRequest`) that says what is wrong, what was given, and what a right one looks like.
 * @see https://support.huaweicloud.com/intl/en-us/api-functiongraph/functiongraph_06_0125.html
 */
export function parseFunctionUrn(text: string, defaults: UrnDefaults): FunctionUrn {
  const urn = assemble(text, defaults);
  check(text, REGION, urn.region, 'region');
  check(text, PROJECT_ID, urn.projectId, 'project id');
  check(text, PACKAGE, urn.package, 'package');
  check(text, NAME, urn.name, 'function name');
  if (urn.qualifier.startsWith('!')) check(text, ALIAS, urn.qualifier.slice(1), 'alias');
  else check(text, VERSION, urn.qualifier, 'version');
  return urn;
}

/** `urn:fss:region:project:function:package:name:qualifier`. */
export function formatFunctionUrn(urn: FunctionUrn): string {
  return `urn:fss:${urn.region}:${urn.projectId}:function:${urn.package}:${urn.name}:${urn.qualifier}`;
}

function assemble(text: string, { region, projectId }: UrnDefaults): FunctionUrn {
  if (typeof text !== 'string' || text === '') throw malformedUrn(text, 'it is empty');
  const fields = text.split(':');
  const [a = '', b = '', c = '', d = ''] = fields;
  if (text.startsWith('urn:')) return assembleFull(text, fields);
  switch (fields.length) {
    case 1:
      return { region, projectId, package: 'default', name: a, qualifier: 'latest' };
    case 2:
      if (b.startsWith('!'))
        throw malformedUrn(text, 'an alias goes with project:package:name:!alias or a whole URN');
      return { region, projectId, package: a, name: b, qualifier: 'latest' };
    case 3:
      return { region, projectId: a, package: b, name: c, qualifier: 'latest' };
    case 4:
      return { region, projectId: a, package: b, name: c, qualifier: d };
    default:
      throw malformedUrn(text, `it has ${fields.length} fields`);
  }
}

function assembleFull(text: string, fields: readonly string[]): FunctionUrn {
  const [, service, region = '', projectId = '', kind, pkg = '', name = '', qualifier = 'latest'] = fields;
  if (service !== 'fss') throw malformedUrn(text, `its second field is "${service ?? ''}", not "fss"`);
  if (fields.length >= 5 && kind !== 'function') {
    throw malformedUrn(text, `it names a ${kind || 'nothing'}, not a function`);
  }
  if (fields.length !== 7 && fields.length !== 8) {
    throw malformedUrn(text, `a URN has 7 or 8 fields, this one has ${fields.length}`);
  }
  return { region, projectId, package: pkg, name, qualifier };
}

function check(text: string, pattern: RegExp, value: string, what: string): void {
  if (pattern.test(value)) return;
  throw malformedUrn(text, value === '' ? `its ${what} is empty` : `"${value}" is not a valid ${what}`);
}
