type Turn = { stop: AbortController; ended: Promise<unknown> };

/** Runs `work` for a load; `signal` breaks it off. */
export type NewestAlone = <T>(
  loadId: string,
  work: (signal: AbortSignal) => Promise<T>,
  signal?: AbortSignal,
) => Promise<T>;

/** Work of which a load has one at a time: the newest breaks off the one before it, and begins when that has ended. */
export const createNewestAlone = (): NewestAlone => {
  const turns = new Map<string, Turn>();
  return async (loadId, work, signal) => {
    const before = turns.get(loadId);
    before?.stop.abort();
    const stop = new AbortController();
    const either = signal === undefined ? stop.signal : AbortSignal.any([stop.signal, signal]);
    const mine = (before?.ended ?? Promise.resolve()).then(async () => {
      either.throwIfAborted();
      return work(either);
    });
    const turn: Turn = { stop, ended: mine.catch(() => undefined) };
    turns.set(loadId, turn);
    void turn.ended.then(() => turns.get(loadId) === turn && turns.delete(loadId));
    return mine;
  };
};
