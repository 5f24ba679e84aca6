import type { OrgAnswer } from '../../shared/domain/grid';
import { isDeletion, type Operation } from '../../shared/domain/sobject';
import { settleAsked, type AskedRow } from './settle-asked';

/** A record under a key. `owner`: another or the same row of the load, where it is known to be that row's. */
export type HeldRecord = {
  id: string;
  key: string;
  maker: 'self' | 'other' | 'unknown';
  isOlder: boolean;
  owner: number | null;
};

/**
 * Judges what the org holds under the keys of rows whose outcome is unknown. Nothing is read into a record that
 * could be another row's, was there before, or may have been written by somebody else.
 *
 * @param input.rows with keys in one spelling; '' where a row has none
 * @param input.unique whether no two records share a key
 * @returns for each row in turn the answer, and the records under its key
 */
export const judgeAnswer = (input: {
  operation: Operation;
  rows: readonly AskedRow[];
  records: readonly HeldRecord[];
  unique: boolean;
  /** Whether keys that differ in case are two keys for sure, as Ids are. */
  exact: boolean;
}): { row: number; says: OrgAnswer; recordIds: string[] }[] => {
  const { operation, rows, records, unique, exact } = input;
  const same = (key: string): string => (exact ? key : key.toLowerCase());
  const found = records
    .filter(({ maker, isOlder }) => !isOlder && (maker === 'self' || (unique && maker === 'unknown')))
    .map(({ id, key, owner }) => ({ id, key, owner }));
  const settled = operation === 'insert' ? settleAsked({ rows, found, unique }) : [];
  const byKey = new Map<string, HeldRecord[]>();
  for (const record of records) {
    const held = byKey.get(same(record.key));
    if (held === undefined) byKey.set(same(record.key), [record]);
    else held.push(record);
  }
  return rows.map(({ row, key }, at) => {
    const held = byKey.get(same(key)) ?? [];
    const recordIds = held.map(({ id }) => id);
    const answer = (): OrgAnswer => {
      if (isDeletion(operation)) return held.length > 0 ? 'kept' : 'gone';
      if (operation !== 'insert') return held.length > 0 ? 'open' : 'absent';
      switch (settled[at]?.is) {
        case 'created':
          return 'made';
        case 'absent':
          if (held.length === 0) return 'absent';
          return held.every(({ isOlder }) => isOlder) ? 'older' : 'open';
        default:
          return 'open';
      }
    };
    if (key === '') return { row, says: 'no-key', recordIds: [] };
    const says = answer();
    const made = settled[at]?.recordId;
    return { row, says, recordIds: says === 'made' && made != null ? [made] : recordIds };
  });
};
