/**
 * Milliseconds until the next look at a running job: every half second for the first ten seconds, then half as
 * long again each time, up to 15 s. There is no end to it: slow is not failed.
 */
export const nextLook = (runningFor: number): number =>
  // Intervals growing by half add up so that the next one is half of the time passed, plus 750 ms.
  runningFor < 10_000 ? 500 : Math.min(15_000, 750 + Math.round((runningFor - 10_000) / 2));

/** Milliseconds before a call that got no answer is tried again; doubles from half a second up to 30 s. */
export const nextTry = (unanswered: number): number =>
  Math.min(30_000, 500 * 2 ** Math.max(0, unanswered - 1));

/**
 * Milliseconds before rows that have been sent in vain for so long are sent again: as long once more, from half a
 * second up to 30 s. Each time takes a new job and all of the upload.
 */
export const nextSending = (lostFor: number): number => Math.min(30_000, Math.max(500, lostFor));
