/** Everything that can be reached from the starts, the starts included. */
export function reachable(starts: Iterable<string>, next: (name: string) => Iterable<string>): Set<string> {
  const seen = new Set(starts);
  // A set grows while it is walked.
  for (const name of seen) for (const following of next(name)) seen.add(following);
  return seen;
}
