/**
 * The user's activities and ours. A name that both have is refused: the SDK would let one replace the other silently.
 * The same activity twice is fine, for a plugin may be applied twice (to the connection and to the worker).
 */
export function addActivities(existing: object | undefined, added: object): object {
  const present = new Map(Object.entries(existing ?? {}));
  for (const [name, activity] of Object.entries(added)) {
    if (!present.has(name) || present.get(name) === activity) continue;
    throw new Error(
      `Activity "${name}" is registered twice: by this worker's own activities (or another plugin) and by FunctionGraphPlugin. ` +
        `Rename your activity, or leave out the second FunctionGraphPlugin.`,
    );
  }
  return { ...existing, ...added };
}
