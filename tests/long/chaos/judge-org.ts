import type { DrawnLoad, SourceRow } from './draw-load';
import type { OrgRecord } from './org-hand';
import type { Told, ToldRow } from './read-output';
import type { Commit } from './read-commits';
import { flattenRecord, holds, settleText, signOf, toText, type Values } from './values';

const good: ReadonlySet<string> = new Set(['created', 'updated', 'deleted']);
const may: ReadonlySet<string> = new Set([...good, 'no_verdict']);

/** A row as it was last sent, and what the program says of it. */
type Case = { told: ToldRow; values: Values };

const toCases = ({ rows, mended }: DrawnLoad, ledger: Told): Case[] =>
  ledger.rows.flatMap((told) => {
    const source = rows[told.row - 1];
    const later = mended.get(told.row);
    const isMended = later?.cells.every((cell, at) => told.cells[at] === cell) === true;
    const own = isMended ? later : source;
    return own === undefined ? [] : [{ told, values: own.values }];
  });

const group = <T>(list: readonly T[], keyOf: (one: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const one of list) {
    const key = keyOf(one);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return groups;
};

/** A record in the words of the rows of a load. */
const signOfRecord = (
  record: OrgRecord,
  fields: readonly string[],
  parents: ReadonlyMap<string, string>,
): string => {
  const all = flattenRecord(record);
  const parent = [...parents].find(([, id]) => id === record['AccountId'])?.[0] ?? '';
  return signOf(
    Object.fromEntries(
      fields.map((field) => [field, field === 'Account.Account_No__c' ? parent : (all[field] ?? '')]),
    ),
  );
};

type Judged = { load: DrawnLoad; cases: Case[]; records: OrgRecord[]; parents: ReadonlyMap<string, string> };

const tell = ({ told }: Case): string => `row ${told.row} (${told.state} ${told.id} ${told.error})`;

const judgeInsert = ({ load, cases, records, parents }: Judged): string[] => {
  const wrong: string[] = [];
  const fields = Object.keys(load.rows[0]?.values ?? {});
  const byId = new Map(records.map((record) => [record.Id, record]));
  const claimed = new Set<string>();
  for (const one of cases) {
    const { told, values } = one;
    if (told.state === 'updated' || told.state === 'deleted') wrong.push(`${tell(one)} of an insert`);
    if (told.state !== 'created' || told.id === '') continue;
    const record = byId.get(told.id);
    if (claimed.has(told.id)) wrong.push(`${tell(one)} shares its record with another row`);
    claimed.add(told.id);
    if (record === undefined || record.IsDeleted) wrong.push(`${tell(one)} has no record`);
    else if (!holds(record, values, parents))
      wrong.push(`${tell(one)} has the record of another: ${JSON.stringify([record, values])}`);
  }
  const made = records.filter((record) => toText(record['LastName']).startsWith(`${load.mark}r`));
  const bySign = group(cases, ({ values }) => signOf(values));
  for (const [sign, some] of group(made, (record) => signOfRecord(record, fields, parents))) {
    const rows = bySign.get(sign) ?? [];
    if (some.length > rows.length) wrong.push(`${some.length} records of ${rows.length} rows: ${sign}`);
    const unclaimed = some.filter(({ Id }) => !claimed.has(Id)).length;
    const room = rows.filter(
      ({ told }) => told.state === 'no_verdict' || (told.state === 'created' && told.id === ''),
    ).length;
    if (unclaimed > room)
      wrong.push(
        `${unclaimed} records nobody claims, ${room} rows without a verdict: ${rows.map(tell).join(', ')} ${sign}`,
      );
  }
  return wrong;
};

const keyFieldOf = ({ operation, externalId }: DrawnLoad): string =>
  operation === 'upsert' ? (externalId ?? '') : 'Id';

/** Rows that name their records by a key: upserts and updates. */
const judgeKeyed = ({ load, cases, records, parents }: Judged): string[] => {
  const wrong: string[] = [];
  const field = keyFieldOf(load);
  const keyOf = (text: unknown): string => settleText(field, toText(text));
  const before = new Map(load.before.map((one) => [one.id, one]));
  const byKey = group(
    records.filter(({ IsDeleted }) => !IsDeleted),
    (record) => keyOf(record[field]),
  );
  for (const [key, rows] of group(cases, ({ values }) => keyOf(values[field]))) {
    const found = byKey.get(key) ?? [];
    const created = rows.filter(({ told }) => told.state === 'created');
    const fresh = found.filter(({ Id }) => !before.has(Id));
    if (fresh.length > 1) wrong.push(`${fresh.length} records made for key ${key}`);
    if (created.length > 1) wrong.push(`key ${key} is created by ${created.map(tell).join(', ')}`);
    if (created.length > 0 && fresh.length === 0)
      wrong.push(`nothing was made by ${created.map(tell).join(', ')}`);
    if (fresh.length > 0 && created.length === 0 && !rows.some(({ told }) => told.state === 'no_verdict'))
      wrong.push(`a record was made for key ${key}: ${rows.map(tell).join(', ')}`);
    const claims = rows.filter(({ told }) => may.has(told.state));
    for (const one of rows) {
      if (!good.has(one.told.state)) continue;
      if (one.told.state === 'deleted') wrong.push(`${tell(one)} of an ${load.operation}`);
      const record = found.find(({ Id }) => Id === one.told.id);
      if (record === undefined) {
        if (one.told.id !== '') wrong.push(`${tell(one)} has no record`);
      } else if (!claims.some(({ values }) => holds(record, values, parents)))
        wrong.push(`${tell(one)} is not what its record says: ${JSON.stringify([record, one.values])}`);
    }
    for (const record of found) {
      const old = before.get(record.Id);
      const isTouched = Object.values(record).some(
        (value) => typeof value === 'string' && value.startsWith(`${load.mark}r`),
      );
      if (old === undefined || !isTouched) continue;
      const writers = rows.filter(({ values }) => holds(record, values, parents));
      if (!writers.some(({ told }) => may.has(told.state)))
        wrong.push(`record ${record.Id} was changed, and no row says so: ${rows.map(tell).join(', ')}`);
    }
  }
  return wrong;
};

const judgeDelete = ({ cases, records }: Judged): string[] => {
  const wrong: string[] = [];
  const byId = new Map(records.map((record) => [record.Id.slice(0, 15), record]));
  for (const [id, rows] of group(cases, ({ values }) => (values['Id'] ?? '').slice(0, 15))) {
    const record = byId.get(id);
    const isGone = record?.IsDeleted === true;
    const saying = rows.filter(({ told }) => told.state === 'deleted');
    if (saying.length > 0 && !isGone) wrong.push(`nothing was deleted by ${saying.map(tell).join(', ')}`);
    for (const one of saying)
      if (one.told.id.slice(0, 15) !== id && one.told.id !== '') wrong.push(`${tell(one)} has another id`);
    if (isGone && !rows.some(({ told }) => told.state === 'deleted' || told.state === 'no_verdict'))
      wrong.push(`${id} was deleted, and no row says so: ${rows.map(tell).join(', ')}`);
    for (const one of rows)
      if (one.told.state === 'created' || one.told.state === 'updated')
        wrong.push(`${tell(one)} of a delete`);
  }
  return wrong;
};

/** Whether what the ledger says of each row is true of the org's records, and no record is of nobody. */
export const judgeRecords = (
  load: DrawnLoad,
  ledger: Told,
  records: OrgRecord[],
  parents: ReadonlyMap<string, string>,
): string[] => {
  const judged = { load, cases: toCases(load, ledger), records, parents };
  if (load.operation === 'insert') return judgeInsert(judged);
  return load.operation === 'delete' ? judgeDelete(judged) : judgeKeyed(judged);
};

const versionsOf = ({ rows, mended }: DrawnLoad): SourceRow[] => [
  ...rows.filter(({ damaged }) => !damaged),
  ...mended.values(),
];

/** Whether anything was sent that no row says, or sent again that must not be. */
export const judgeCommits = (loads: readonly DrawnLoad[], commits: readonly Commit[]): string[] => {
  const wrong: string[] = [];
  const known = new Map<string, Set<string>>();
  for (const load of loads)
    for (const { row, values } of versionsOf(load)) {
      const sign = signOf(values);
      known.set(sign, (known.get(sign) ?? new Set()).add(`${load.mark} ${row}`));
    }
  const foundOut = new Set(
    loads.flatMap(({ foundOut: rows, rows: all }) =>
      all.flatMap(({ row, values }) => (rows.has(row) ? [signOf(values)] : [])),
    ),
  );
  const saved = new Map<string, number>();
  for (const commit of commits)
    for (const sign of commit.signs)
      if (!known.has(sign)) wrong.push(`${commit.id} carried what no row says: ${sign}`);
  for (const commit of commits)
    for (const [sign, times] of commit.saved ?? []) saved.set(sign, (saved.get(sign) ?? 0) + times);
  for (const [sign, times] of saved) {
    const rows = known.get(sign)?.size ?? 0;
    if (times > rows) wrong.push(`went in ${times} times, of ${rows} rows: ${sign}`);
  }
  for (const [sign, rows] of known) {
    if (rows.size > 1 || foundOut.has(sign)) continue;
    const own = commits.filter(({ signs }) => signs.includes(sign)).sort((a, b) => a.n - b.n);
    own.slice(1).forEach((commit, at) => {
      const last = own[at];
      if (last === undefined || last.toldOpen.has(sign)) return;
      const isLost = last.api === 'collections' && !last.toldSaved.has(sign);
      // Where the org was asked by a key, and held nothing, a person may send the row again.
      const mayRepeat = isLost && (last.operation !== 'insert' || last.saved === null);
      if (!mayRepeat)
        wrong.push(`committed again (${last.id}, then ${commit.id}) without a verdict: ${sign}`);
    });
  }
  return wrong;
};
