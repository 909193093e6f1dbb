import { isMapping } from './layers';
import type { ConfigurationProblem } from './configuration-error';

/**
 * Replaces `${region}` and `${projectId}` in every text below `value`. Nothing else can be referred to: secrets are
 * never part of a file, and everything else has a variable of its own.
 */
export function interpolate(
  value: unknown,
  known: { readonly region: unknown; readonly projectId: unknown },
  report: (path: readonly PropertyKey[], problem: ConfigurationProblem['message']) => void,
  path: readonly PropertyKey[] = [],
): unknown {
  if (Array.isArray(value))
    return value.map((item, index) => interpolate(item, known, report, [...path, index]));
  if (isMapping(value))
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, interpolate(item, known, report, [...path, key])]),
    );
  if (typeof value !== 'string') return value;
  return value.replaceAll(/\$\{([^}]*)\}/g, (reference, name: string) => {
    if (name !== 'region' && name !== 'projectId') {
      report(path, `${reference} means nothing here. Only \${region} and \${projectId} are replaced.`);
      return reference;
    }
    const replacement = known[name];
    if (typeof replacement === 'string') return replacement;
    report(path, `${reference} is used, but ${name} is not set.`);
    return name;
  });
}
