import type { CallFailure } from './event';
import { nextTry } from './pace';
import { answered, type Attempt, type Box, type Job, type Rules } from './state';

/** One more call of a job or box without an answer. */
export const silence = <T extends Job | Box>(one: T, now: number, { since = now }: CallFailure): T => ({
  ...one,
  unanswered: one.unanswered + 1,
  silentSince: one.silentSince ?? since,
});

/** Whether silence has lasted so long that a person is asked. */
export const isTooLong = (one: Job | Box, now: number, rules: Rules): boolean =>
  now - (one.silentSince ?? now) >= rules.patience;

/**
 * When a call that brought nothing is made again: once more before patience is over, and not before the org's own
 * wish. Milliseconds.
 */
export const delayOf = (one: Job | Box, failure: CallFailure, now: number, rules: Rules): number => {
  const left = rules.patience - (now - (one.silentSince ?? now));
  const own = Math.min(nextTry(one.unanswered), Math.max(nextTry(1), left));
  return Math.max(own, failure.retryAfterMs ?? 0);
};

/** Pauses with a reason. Every part keeps its phase, so that going on takes it up exactly where it stood. */
export const pause = (attempt: Attempt, failure: CallFailure): Attempt => ({
  ...attempt,
  phase: 'paused',
  pause: failure.error,
  jobs: attempt.jobs.map((job) => (job.silentSince === null ? job : answered(job))),
  boxes: attempt.boxes.map((box) => (box.silentSince === null ? box : answered(box))),
});
