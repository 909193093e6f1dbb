/**
 * The function's name for messages, logs and metrics, without account, region and version:
 * `urn:fss:<region>:<project>:function:default:resize:latest` is `resize`, another package's is `package:resize`.
 */
export function functionLabel(fn: string): string {
  if (!fn.startsWith('urn:')) return fn;
  const [group, name] = fn.split(':').slice(5, 7);
  if (name === undefined) return fn;
  return group === 'default' ? name : `${group}:${name}`;
}
