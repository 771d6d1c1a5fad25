/** What is to be called when a signal fires, signal by signal: one listener each, however many wait. */
const waiting = new WeakMap<AbortSignal, Set<() => void>>();

/**
 * Calls `stop` when `signal` fires, at once where it has fired.
 *
 * Hundreds of requests listen to the signal of one cell. Node warns of more than ten listeners and keeps each until
 * its signal is gone; here they are one.
 *
 * @returns takes it back
 */
export function onAbort(signal: AbortSignal | undefined, stop: () => void): () => void {
  if (signal === undefined) return () => {};
  if (signal.aborted) {
    stop();
    return () => {};
  }
  const stops = waiting.get(signal) ?? listenTo(signal);
  stops.add(stop);
  return () => {
    stops.delete(stop);
  };
}

function listenTo(signal: AbortSignal): Set<() => void> {
  const stops = new Set<() => void>();
  waiting.set(signal, stops);
  signal.addEventListener(
    'abort',
    () => {
      for (const stop of [...stops]) stop();
      stops.clear();
    },
    { once: true },
  );
  return stops;
}
