/** `urn:fss:REGION:PROJECT:function:PACKAGE:NAME:VERSION` -> `NAME`; any other target is a name already. */
export function functionName(target: string): string {
  const parts = target.split(':');
  return parts[0] === 'urn' && parts[1] === 'fss' ? (parts[6] ?? target) : target;
}
