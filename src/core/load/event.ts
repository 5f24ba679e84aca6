import type { WireError } from '../../shared/domain/load';
import type { JobReport } from './state';

/**
 * Why a call brought no success.
 *
 * - `lost`: no answer that says whether it took effect (dropped connection, time-out, 5xx, maintenance page)
 * - `busy`: a definite "not now"; nothing changed in the org, and the call may be made again later
 * - `refused`: a definite no; nothing changed in the org
 * - `gone`: the org does not know the job (404)
 * - `held-up`: a limit or the sign-in stands in the way; nothing changed in the org
 * - `broken`: this computer failed (a full disk); what the org did is not known
 * - `cancelled`: this program broke the call off because a person asked it to stop
 */
export type CallFailure = {
  kind: 'lost' | 'busy' | 'refused' | 'gone' | 'held-up' | 'broken' | 'cancelled';
  error: WireError;
  /** How long the org asked to be left alone, milliseconds (`Retry-After`). */
  retryAfterMs?: number;
  /** HTTP status, where an answer came. */
  status?: number;
  /** When a call that nothing was heard of was made, epoch milliseconds; absent where bytes flowed until it failed. */
  since?: number;
};

/** Which job (`seq`) or which job of 1.0 that holds batches (`box`) something is about. */
export type Target = { seq: number } | { box: number };

/** What can happen to an attempt. `now` comes with each event, so that the machine needs no clock. */
export type LoadEvent =
  /** Takes up whatever is under way, at the start, after a pause and after a crash. */
  | { type: 'resume' }
  | { type: 'stop' }
  /** The computer was asleep or offline: silence until now says nothing about the org. */
  | { type: 'woke' }
  /** A waiting effect was called off; its target is to be taken up again from its phase. */
  | { type: 'called-off'; target: Target; of: LoadEffect['type'] }
  | { type: 'waited'; seq: number }
  | { type: 'orphans-cleared'; seq: number }
  | { type: 'created'; seq: number; report: JobReport }
  | { type: 'uploaded'; seq: number }
  | { type: 'seen'; seq: number; report: JobReport }
  | { type: 'collected'; seq: number; missing: number; final: boolean }
  | { type: 'released'; seqs: readonly number[] }
  | { type: 'box-opened'; box: number; id: string }
  | { type: 'box-closed'; box: number }
  | { type: 'box-aborted'; box: number }
  | { type: 'batch-posted'; seq: number; report: JobReport }
  /** `closed`: the list was asked for when the job took no batches any more. */
  | { type: 'batches-listed'; box: number; closed: boolean; reports: readonly JobReport[] }
  /** A collections call was answered and its verdicts are on disk. */
  | { type: 'called'; seq: number }
  /**
   * The org was asked for the records of a lost insert, and holds those of `found` rows. Where it holds none and the
   * question was not `final`, no row has a verdict yet; else every row has.
   */
  | { type: 'asked'; seq: number; found: number; final: boolean }
  | { type: 'call-failed'; target: Target; of: LoadEffect['type']; failure: CallFailure };

/**
 * What the runner is to do. Every effect may be performed again after a crash, because the state that was stored
 * before it says that it may have happened: `create` and `open-box` leave at most an orphan without data,
 * `upload` only follows the creation of its own job, a batch whose POST was not answered is looked for before
 * anything else, a call is made again only where repeating it changes nothing; the others are harmless.
 * `after` is a delay in milliseconds.
 */
export type LoadEffect =
  /* Bulk API 2.0 */
  | { type: 'clear-orphans'; seq: number; createdAfter: number; after: number }
  | { type: 'create'; seq: number; after: number }
  | { type: 'upload'; seq: number; id: string; after: number }
  | { type: 'commit'; seq: number; id: string; after: number }
  | { type: 'look'; seq: number; id: string; after: number }
  | { type: 'abort'; seq: number; id: string; after: number }
  /* Bulk API 1.0 */
  | { type: 'open-box'; box: number; createdAfter: number; again: boolean; after: number }
  | { type: 'post-batch'; seq: number; boxId: string; after: number }
  | { type: 'list-batches'; box: number; boxId: string; closed: boolean; after: number }
  | { type: 'close-box'; box: number; boxId: string; after: number }
  | { type: 'abort-box'; box: number; boxId: string; after: number }
  /* composite collections */
  | { type: 'call'; seq: number; after: number }
  /**
   * Asks the org which records of a lost insert exist and gives each row its verdict; while none is there and this is
   * not `final`, the insert may still be under way.
   */
  | { type: 'ask'; seq: number; final: boolean; after: number }
  /** Nothing but time passes, before a batch or call that the org was too busy for is sent. */
  | { type: 'wait'; seq: number; after: number }
  /* all */
  /** Fetches all results and gives each row its verdict; `final`: rows without a result get no verdict. */
  | { type: 'collect'; seq: number; id: string; boxId: string | null; final: boolean; after: number }
  /** The rows of parts that never ran become not processed. */
  | { type: 'release'; seqs: readonly number[]; after: number }
  /** The rows of a part that can't be followed any more get no verdict. */
  | { type: 'give-up'; seq: number; after: number };

/** Events about one job, in answer to an effect. */
export type JobAnswer = Extract<LoadEvent, { seq: number }>;
/** Answers and failures: what the state machines of the ways follow by themselves. */
export type Followed = Exclude<LoadEvent, { type: 'resume' | 'stop' | 'woke' | 'called-off' | 'released' }>;
/** A waiting effect that was called off. */
export type CalledOff = Extract<LoadEvent, { type: 'called-off' }>;

/** The part an event is about, 0 for none. */
export const seqOf = (event: Followed | CalledOff): number => {
  if ('seq' in event) return event.seq;
  return 'target' in event && 'seq' in event.target ? event.target.seq : 0;
};

export type Step<A> = { attempt: A; effects: LoadEffect[] };
