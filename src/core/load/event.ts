import type { WireError } from '../../shared/domain/load';
import type { JobReport } from './state';

/**
 * Why a call brought no success.
 *
 * - `lost`: no answer that says whether it took effect (dropped connection, time-out, 5xx, maintenance page)
 * - `busy`: a definite "not now"; nothing changed in the org, and the call may be made again later
 * - `refused`: a definite no; nothing changed in the org
 * - `gone`: the org does not know the job (404)
 * - `held-up`: a limit, the sign-in or this computer stands in the way; nothing changed in the org
 * - `cancelled`: this program broke the call off because a person asked it to stop
 */
export type CallFailure = {
  kind: 'lost' | 'busy' | 'refused' | 'gone' | 'held-up' | 'cancelled';
  error: WireError;
  /** How long the org asked to be left alone, milliseconds (`Retry-After`). */
  retryAfterMs?: number;
};

/** What can happen to an attempt. `now` comes with each event, so that the machine needs no clock. */
export type LoadEvent =
  | { type: 'begin' }
  | { type: 'resume' }
  | { type: 'stop' }
  | { type: 'orphans-cleared'; seq: number }
  | { type: 'created'; seq: number; report: JobReport }
  | { type: 'uploaded'; seq: number }
  | { type: 'seen'; seq: number; report: JobReport }
  | { type: 'collected'; seq: number; missing: number; final: boolean }
  | { type: 'released'; seq: number }
  | { type: 'call-failed'; seq: number; failure: CallFailure };

/**
 * What the runner is to do. Every effect may be performed again after a crash: `create` because an orphan
 * without data is harmless and is cleared first, `upload` because it only follows the creation of its own job,
 * the others because repeating them changes nothing. `after` is a delay in milliseconds.
 */
export type LoadEffect =
  | { type: 'clear-orphans'; seq: number; createdAfter: number; after: number }
  | { type: 'create'; seq: number; after: number }
  | { type: 'upload'; seq: number; id: string; after: number }
  | { type: 'commit'; seq: number; id: string; after: number }
  | { type: 'look'; seq: number; id: string; after: number }
  | { type: 'abort'; seq: number; id: string; after: number }
  /** Downloads all results and gives each row its verdict; `final`: rows without a result get no verdict. */
  | { type: 'collect'; seq: number; id: string; final: boolean; after: number }
  /** The rows of a job that never ran become not processed. */
  | { type: 'release'; seq: number; after: number }
  /** The rows of a job that the org no longer knows get no verdict. */
  | { type: 'give-up'; seq: number; after: number };
