/** Where the name stands, by the number of fields: NAME, PACKAGE:NAME, PROJECT:PACKAGE:NAME[:VERSION], full URN[:VERSION]. */
const NAME_FIELD: Record<number, number> = { 1: 0, 2: 1, 3: 2, 4: 2, 7: 6, 8: 6 };

/** The bare name in any form that FunctionGraph takes for a function: what steps are called after. */
export function functionName(what: string, fn: string): string {
  const fields = fn.split(':');
  const name = fields[NAME_FIELD[fields.length] ?? -1];
  if (name === undefined || !/^[\w-]+$/.test(name) || (fields.length > 4 && fields[0] !== 'urn')) {
    throw new TypeError(
      `${what}: ${JSON.stringify(fn)} names no function. Give a name ("resize"), "package:name", ` +
        `or a URN ("urn:fss:REGION:PROJECT:function:PACKAGE:NAME:VERSION").`,
    );
  }
  return name;
}
