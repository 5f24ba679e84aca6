import type { Job } from '../../core/load/state';
import { settleAsked, type AskedVerdict } from '../../core/reconcile/settle-asked';
import type { Outcome, SentRow } from '../store/outcomes';
import type { AttemptLedger } from './ledger-port';
import { settleAll } from './settle-all';

/** How the org can be asked what a lost insert made. */
export type AskPorts = {
  /** The key that is sent; null where there is none, and nothing can be asked. */
  key: {
    /** Wire name of the field. */
    name: string;
    /** The org refuses a second record with its value. */
    unique: boolean;
    /** Its values are of this load alone, and each of one row. */
    own: boolean;
    /** The one spelling of all texts that mean the same value. */
    spell: (text: string) => string;
  } | null;
  /** Records made since `madeAfter` (epoch milliseconds by the org's clock), in all likelihood by the signed-in user; `isOwn`: surely. */
  findMade: (
    keys: readonly string[],
    madeAfter: number,
    signal: AbortSignal,
  ) => Promise<{ id: string; key: string; isOwn: boolean }[]>;
};

const toOutcome = ({ row, is, recordId }: AskedVerdict): Outcome => {
  const base = { row, recordId, code: null, text: null };
  switch (is) {
    case 'created':
      return { ...base, state: 'created', certainty: 'key' };
    case 'absent':
      return { ...base, state: 'not_processed', certainty: 'key' };
    case 'open':
      return { ...base, state: 'no_verdict', certainty: null };
  }
};

/**
 * Settles an insert whose answer was lost by asking the org for the records under its keys. While it holds none of
 * them the insert may still be under way: then nothing is settled, unless the question is `final`.
 *
 * @param asked.columns wire names of the values of a row
 * @returns how many records were found, and whether the question is over
 */
export const askForInsert = async (
  asked: { job: Job; rows: readonly SentRow[]; columns: readonly string[]; final: boolean },
  ledger: AttemptLedger,
  { key, findMade }: AskPorts,
  signal: AbortSignal,
): Promise<{ found: number; final: boolean }> => {
  const { job, columns } = asked;
  const at = columns.indexOf(key?.name ?? '');
  const rows = asked.rows.map(({ row, values }) => {
    const value = values[at] ?? '';
    return { row, key: value === '#N/A' ? '' : (key?.spell(value) ?? '') };
  });
  const keys = [...new Set(rows.map((row) => row.key))].filter((value) => value !== '');
  if (key === null || keys.length === 0) {
    await settleAll(ledger, job, 'no_verdict');
    return { found: 0, final: true };
  }
  const { unique, own: isTrace } = key;
  const made = await findMade(keys, job.sentAfter ?? 0, signal);
  const owners = await ledger.ownersOf(made.map(({ id }) => id));
  const own = new Set(rows.map(({ row }) => row));
  const found = made
    // Anybody may have made a record under a key that is not unique.
    .filter(({ isOwn }) => unique || isTrace || isOwn)
    .map((record) => ({ ...record, owner: owners.get(record.id) ?? null }));
  const landed = found.filter(({ owner }) => owner === null || own.has(owner)).length;
  if (landed === 0 && !asked.final) return { found: 0, final: false };
  // A call saves all of its rows or nothing yet: where none is there it may still come, and no trace would stop it.
  const isAnswered = unique || (isTrace && landed > 0);
  await ledger.settle(job, settleAsked({ rows, found, unique: isAnswered }).map(toOutcome));
  return { found: landed, final: asked.final };
};
