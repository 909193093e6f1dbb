export type EndSignal = 'SIGINT' | 'SIGTERM';

export const signalExitCode = { SIGINT: 130, SIGTERM: 143 } as const;

/**
 * For commands that serve until they are told to end: the first SIGINT or SIGTERM is their regular end (exit code 0) and
 * calls `onFirst`; a second one ends the process at once with 130 or 143. Returns a function that takes the handlers off.
 */
export function onEndSignal(onFirst: (signal: EndSignal) => void): () => void {
  let first = true;
  const handle = (signal: EndSignal) => {
    if (!first) process.exit(signalExitCode[signal]);
    first = false;
    onFirst(signal);
  };
  process.on('SIGINT', handle);
  process.on('SIGTERM', handle);
  return () => {
    process.off('SIGINT', handle);
    process.off('SIGTERM', handle);
  };
}
