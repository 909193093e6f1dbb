export type EndSignal = 'SIGINT' | 'SIGTERM';

export const signalExitCode = { SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Calls `onFirst` at the first SIGINT or SIGTERM; a second one ends the process at once with 130 or 143. Returns a
 * function that takes the handlers off again.
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
