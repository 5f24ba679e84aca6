import { nameRecord, type RecordName } from '../../../core/preflight/name-record';
import type { CallOutput } from '../../../shared/contract';
import type { LoadableField, LoadableObject } from '../../../shared/domain/sobject';
import { AppError } from '../../../shared/errors/app-error';
import { findByValues } from '../../salesforce/find-records';
import { toAppError } from '../../salesforce/to-app-error';
import type { LoadDoc } from '../../store/load-doc';
import { eachStanding, readRows } from '../../store/source-rows';
import type { Orgs } from '../orgs';
import { openChecker } from './check-rows';
import { correlationKey } from './correlation';
import { matchRows } from './find-records';
import type { OpenLoads } from './open-loads';
import { traceColumnOf } from './trace-column';

/** The field by which records of sent rows can be found, of those that are sent; null where there is none. */
const findKeyField = (
  { target, options }: LoadDoc,
  object: LoadableObject,
  header: readonly string[],
): LoadableField | null => {
  const isInsert = target?.operation === 'insert';
  const name = isInsert ? correlationKey({ target, options }, object, header) : (target?.externalId ?? 'Id');
  return object.fields.find((field) => field.name === name) ?? null;
};

/** Which records the org holds under the keys of the rows that have no verdict. Changes nothing. Throws `AppError`. */
export const askOrg =
  (loads: OpenLoads, orgs: Pick<Orgs, 'open'>) =>
  async (loadId: string): Promise<CallOutput<'rows.askOrg'>> => {
    const store = await loads.store(loadId);
    const doc = await store.readDoc();
    const object = await loads.object(loadId);
    const checker = openChecker(doc, object);
    if (doc.target === null || object === null) throw new AppError('load.incomplete');
    const trace = traceColumnOf(doc);
    const header = trace.header(checker.header);
    const field = findKeyField(doc, object, header);
    const place = header.indexOf(field?.name ?? '');
    const asked: { row: number; key: string; name: RecordName | null }[] = [];
    for await (const some of eachStanding(store.database, "state = 'no_verdict'")) {
      const rows = await readRows(store, { rows: some.map(({ row }) => row) });
      for (const row of await matchRows(store.database, checker, rows)) {
        const { wire } = checker.check(row.cells, null, row.match);
        const key = trace.values(row.row, wire)[place] ?? '';
        const name = field === null || key === '#N/A' ? null : nameRecord(field, key);
        asked.push({ row: row.row, key, name });
      }
    }
    const names = new Map(asked.flatMap(({ name }) => (name === null ? [] : [[name.key, name]])));
    const found = new Map<string, Set<string>>([...names.keys()].map((key) => [key, new Set()]));
    if (field !== null && names.size > 0) {
      const { session } = await orgs.open(doc.org.id);
      const search = { object: doc.target.object, field, nameField: null };
      const { signal } = new AbortController();
      try {
        for await (const hits of findByValues(session, search, [...names.values()], signal))
          for (const { key, id } of hits) found.get(key)?.add(id);
      } catch (cause) {
        throw toAppError(cause);
      }
    }
    return asked.map(({ row, key, name }) => ({
      row,
      key,
      recordIds: [...(found.get(name?.key ?? '') ?? [])],
    }));
  };
