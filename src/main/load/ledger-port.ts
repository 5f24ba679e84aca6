import type { Job } from '../../core/load/state';
import type { Outcome, SentPlaces, SentRow } from '../store/outcomes';
import type { KeyedVerdicts } from '../store/keyed-verdicts';

/** The ledger of one attempt, as the performer of effects sees it. A part is named by its number. */
export type AttemptLedger = {
  /** Wire names of the columns, in the order of the values of a row. */
  header: readonly string[];
  /** The CSV of a part as it stands on disk, header first. */
  body: (seq: number) => AsyncIterable<string | Uint8Array>;
  /** What a part sends, in the order in which it is sent. */
  rows: (seq: number) => AsyncIterable<SentRow[]>;
  /** Whether the verdicts stand on disk that the answer of a call gave to its rows, one after the other. */
  isAnswered: (seq: number) => Promise<boolean>;
  /** Rows of the load that records are known to belong to. */
  ownersOf: (recordIds: readonly string[]) => Promise<ReadonlyMap<string, number>>;
  /** Where the records of a part stand in its CSV. */
  places: (seq: number) => Promise<SentPlaces>;
  /**
   * Records verdicts of a part and gives its rows their states. Row 0 stands for results that fit no row. `keyed` are
   * those of `KeyedVerdicts` that went in.
   */
  settle: (job: Job, outcomes: readonly Outcome[], keyed?: KeyedVerdicts) => Promise<void>;
};
