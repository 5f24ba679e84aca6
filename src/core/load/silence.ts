import type { CallFailure } from './event';
import { nextSending, nextTry } from './pace';
import { forgetAllSilence, type Attempt, type Box, type Job, type Rules } from './state';

/** One more call of a job or box without an answer. */
export const silence = <T extends Job | Box>(one: T, now: number, { since = now }: CallFailure): T => ({
  ...one,
  unanswered: one.unanswered + 1,
  silentSince: one.silentSince ?? since,
});

/** The rows of a part were sent once more without an answer. */
export const lose = (job: Job, now: number): Job => ({ ...job, lostSince: job.lostSince ?? now });

/** Milliseconds for which the rows of a part have been sent in vain. */
const lostFor = (one: Job | Box, now: number): number =>
  'lostSince' in one ? now - (one.lostSince ?? now) : 0;

/** Milliseconds for which nothing has taken a job or box further: neither an answer nor a sending that arrived. */
const stuckFor = (one: Job | Box, now: number): number =>
  Math.max(now - (one.silentSince ?? now), lostFor(one, now));

/** Whether silence, or sending in vain, has lasted so long that a person is asked. */
export const isTooLong = (one: Job | Box, now: number, rules: Rules): boolean =>
  stuckFor(one, now) >= rules.patience;

/** Since when an attempt gets no answer that takes its rows further, epoch milliseconds; null while it does. */
export const findSilence = ({ jobs, boxes }: Pick<Attempt, 'jobs' | 'boxes'>): number | null => {
  let first: number | null = null;
  const take = (since: number | null): void => {
    if (since !== null && (first === null || since < first)) first = since;
  };
  for (const { silentSince, lostSince } of jobs) {
    take(silentSince);
    take(lostSince);
  }
  for (const box of boxes) take(box.silentSince);
  return first;
};

/** Milliseconds before the rows of a part are sent once more. */
export const resendAfter = (job: Job, now: number): number => nextSending(lostFor(job, now));

/**
 * When a call that brought nothing is made again: once more before patience is over, and not before the org's own
 * wish. Milliseconds.
 */
export const delayOf = (one: Job | Box, failure: CallFailure, now: number, rules: Rules): number => {
  const left = rules.patience - stuckFor(one, now);
  const own = Math.max(nextTry(one.unanswered), nextSending(lostFor(one, now)));
  return Math.max(Math.min(own, Math.max(nextTry(1), left)), failure.retryAfterMs ?? 0);
};

/**
 * Whether a question is refused for want of a permission, which an admin can give back: what the org knows of rows
 * is not lost by it.
 */
export const isForbidden = ({ status, error }: CallFailure): boolean =>
  status === 403 || /^FeatureNotEnabled\b/i.test(error.detail ?? '');

/** Pauses with a reason. Every part keeps its phase, so that going on takes it up exactly where it stood. */
export const pause = (attempt: Attempt, failure: CallFailure): Attempt => ({
  ...forgetAllSilence(attempt),
  phase: 'paused',
  pause: failure.error,
});
