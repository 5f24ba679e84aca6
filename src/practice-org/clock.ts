/** The org's own time: the machine's, moved by an offset that tests and rehearsals can set. */
export type Clock = { now: () => number; offsetMs: number };

export function createClock(offsetMs = 0): Clock {
  const clock: Clock = { offsetMs, now: () => Date.now() + clock.offsetMs };
  return clock;
}

/** Lets everything else that waits have its turn before going on. */
export function takeTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Waits without keeping the process alive. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
