/** The signals that ask a command to end. */
export type EndSignal = 'SIGINT' | 'SIGTERM';

/** Waits for the first signal that asks the process to end; a second one ends it the hard way. The returned function stops waiting. */
export function onEndSignal(end: (signal: EndSignal) => void): () => void {
  const onInterrupt = (): void => end('SIGINT');
  const onTerminate = (): void => end('SIGTERM');
  process.once('SIGINT', onInterrupt);
  process.once('SIGTERM', onTerminate);
  return () => {
    process.off('SIGINT', onInterrupt);
    process.off('SIGTERM', onTerminate);
  };
}
