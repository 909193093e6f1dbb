/** What is longer is told apart: {@link MAX_FUNCTION_NAME}. */
const NAME = /^[A-Za-z](?:[A-Za-z0-9_-]{0,126}[A-Za-z0-9])?$/;
const PART = /^[A-Za-z0-9_-]{1,64}$/;
const REGION = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/;
const VERSION = /^!?[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,62}[A-Za-z0-9])?$/;

/** Characters of a function's name that the platform takes. */
export const MAX_FUNCTION_NAME = 60;

/**
 * Why a text names no function, or undefined: a name, `package:name`, `project:package:name`, the same with `:version`,
 * or a whole URN. The rules are those of the invocation API (functiongraph/function-urn.ts).
 */
export function functionReferenceProblem(text: string): string | undefined {
  const fields = text.split(':');
  if (text.startsWith('urn:')) {
    const [, service, region = '', project = '', kind, ...rest] = fields;
    if (service !== 'fss') return `its second field is "${service ?? ''}", not "fss"`;
    if (kind !== 'function') return `it names a ${kind || 'nothing'}, not a function`;
    if (rest.length < 2 || rest.length > 3) return `a URN has 7 or 8 fields, this one has ${fields.length}`;
    return (
      bad(REGION, region, 'region') ??
      bad(PART, project, 'project id') ??
      partsProblem(rest[0], rest[1], rest[2])
    );
  }
  if (fields.length > 4) return `it has ${fields.length} fields`;
  const [name, pkg, project] = fields.length === 4 ? [fields[2], fields[1], fields[0]] : fields.toReversed();
  return (
    (project === undefined ? undefined : bad(PART, project, 'project id')) ??
    partsProblem(pkg ?? 'default', name, fields.length === 4 ? fields[3] : undefined)
  );
}

/** The function's own name in a reference that is well formed. */
export function functionNameIn(reference: string): string {
  const fields = reference.split(':');
  if (reference.startsWith('urn:')) return fields[6] ?? '';
  return (fields.length === 4 ? fields[2] : fields.at(-1)) ?? '';
}

function partsProblem(pkg = '', name = '', version: string | undefined): string | undefined {
  return (
    bad(PART, pkg, 'package') ??
    bad(NAME, name, 'function name') ??
    (version === undefined ? undefined : bad(VERSION, version, 'version or alias'))
  );
}

function bad(pattern: RegExp, value: string, what: string): string | undefined {
  if (pattern.test(value)) return undefined;
  return value === '' ? `its ${what} is empty` : `"${value}" is not a valid ${what}`;
}
