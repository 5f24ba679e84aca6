/** A row of a lost insert with the value of the key by which the org was asked; '' where it has none. */
export type AskedRow = { row: number; key: string };

/** A record that the signed-in user made since the insert. `owner`: the row it is known to belong to. */
export type FoundRecord = { id: string; key: string; owner: number | null };

/**
 * - `created`: the record is the row's
 * - `absent`: the org holds nothing of the row, and would refuse its key a second time if it came after all
 * - `open`: nothing is proven
 */
export type AskedVerdict = { row: number; is: 'created' | 'absent' | 'open'; recordId: string | null };

const groupByKey = <T extends { key: string }>(all: readonly T[]): ReadonlyMap<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const key = one.key.toLowerCase();
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return groups;
};

/**
 * Settles the rows of an insert whose answer was lost by the records that the org holds under their keys. No record
 * is given to a row that could be another's: keys that differ in case only count as one, since fields may ignore
 * case or change it, unless each of the rows has a record under its very own spelling.
 *
 * @param input.unique whether no two records share a key; else that none was made under it proves nothing
 */
export const settleAsked = ({
  rows,
  found,
  unique,
}: {
  rows: readonly AskedRow[];
  found: readonly FoundRecord[];
  unique: boolean;
}): AskedVerdict[] => {
  const rowsByKey = groupByKey(rows);
  const recordsByKey = groupByKey(found);
  return rows.map(({ row, key }): AskedVerdict => {
    const open = { row, is: 'open', recordId: null } as const;
    if (key === '') return open;
    const sharing = rowsByKey.get(key.toLowerCase()) ?? [];
    const all = recordsByKey.get(key.toLowerCase()) ?? [];
    const free = all.filter(({ owner }) => owner === null || owner === row);
    if (free.length === 0) return unique ? { row, is: 'absent', recordId: null } : open;
    const spelt = (spelling: string) => all.filter((record) => record.key === spelling);
    const isApart =
      unique && new Set(sharing.map((one) => one.key)).size === sharing.length
        ? sharing.every((one) => spelt(one.key).length === 1)
        : false;
    const own = sharing.length === 1 ? free : isApart ? free.filter((record) => record.key === key) : [];
    const [only, ...rest] = own;
    return only !== undefined && rest.length === 0 ? { row, is: 'created', recordId: only.id } : open;
  });
};
