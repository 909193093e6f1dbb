/**
 * The function's name for messages, logs and metrics, without account, region and version:
 * `urn:fss:<region>:<project>:function:default:resize:latest` and `<project>:default:resize` are `resize`, another
 * package's is `package:resize`.
 */
export function functionLabel(fn: string): string {
  const fields = fn.split(':');
  const at = PACKAGE_FIELD[fields.length];
  if (at === undefined) return fn;
  const [group, name] = fields.slice(at, at + 2);
  return group === 'default' ? `${name}` : `${group}:${name}`;
}

/** Where the package stands, by the number of fields: PACKAGE:NAME, PROJECT:PACKAGE:NAME[:VERSION], full URN[:VERSION]. */
const PACKAGE_FIELD: Record<number, number> = { 2: 0, 3: 1, 4: 1, 7: 5, 8: 5 };
