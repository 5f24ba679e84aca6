import { judgeAnswer } from '../../../core/reconcile/judge-answer';
import type { CallOutput } from '../../../shared/contract';
import type { LoadableField, LoadableObject } from '../../../shared/domain/sobject';
import { AppError } from '../../../shared/errors/app-error';
import { askOrgTime } from '../../salesforce/ask-org-time';
import { findByKey, spellKey } from '../../salesforce/find-by-key';
import { toAppError } from '../../salesforce/to-app-error';
import type { LoadDoc } from '../../store/load-doc';
import type { LoadStore } from '../../store/load-store';
import { readOwners } from '../../store/row-states';
import { eachStanding, readRows } from '../../store/source-rows';
import type { Orgs } from '../orgs';
import { openChecker } from './check-rows';
import { findAskedField } from './correlation';
import { matchRows } from './find-records';
import type { OpenLoads } from './open-loads';
import { traceColumnOf } from './trace-column';

type KeyField = Pick<LoadableField, 'name' | 'type' | 'unique'>;

const idField: KeyField = { name: 'Id', type: 'id', unique: true };

/** The field that names the record of each row: what the upsert finds by, what an insert can be asked by, the Id. */
const keyFieldOf = (doc: LoadDoc, object: LoadableObject, header: readonly string[]): KeyField | null => {
  const { operation, externalId } = doc.target ?? {};
  if (operation === 'insert') {
    const asked = findAskedField(doc, object, header);
    // A trace field holds a key of this load alone.
    return asked === null ? null : { ...asked, unique: asked.unique || asked.own };
  }
  if (operation !== 'upsert') return idField;
  const field = object.fields.find(({ name }) => name === externalId);
  return field === undefined || field.name === idField.name ? idField : { ...field, unique: true };
};

/** Since when the rows without a verdict may be in the org, by its own clock, epoch milliseconds. */
const readSentSince = async (
  { database }: LoadStore,
  { attempt, attempts }: LoadDoc,
  toOrgTime: (time: number) => number,
): Promise<number> => {
  const [found] = await database.all("SELECT min(attempt) FROM outcome WHERE state = 'no_verdict'");
  const first = Number(found?.[0]);
  const began = attempts.find((one) => one.attempt === first)?.startedAt ?? 0;
  const sent = attempt?.attempt === first ? attempt.jobs.map(({ sentAfter }) => sentAfter) : [];
  const known = sent.filter((time) => time !== null);
  return known.length === 0 ? toOrgTime(began) : known.reduce((earliest, time) => Math.min(earliest, time));
};

/**
 * What the org holds under the keys of the rows that have no verdict, and what that says of each. Changes nothing.
 * Throws what the org answers with where it can't be asked.
 */
export const askOrg =
  (loads: OpenLoads, orgs: Orgs) =>
  async (loadId: string): Promise<CallOutput<'rows.askOrg'>> => {
    const store = await loads.store(loadId);
    const doc = await store.readDoc();
    const object = await loads.object(loadId);
    const checker = openChecker(doc, object);
    const { target } = doc;
    if (target === null || object === null) throw new AppError('load.incomplete');
    const trace = traceColumnOf(doc);
    const header = trace.header(checker.header);
    const field = keyFieldOf(doc, object, header);
    const place = header.indexOf(field?.name ?? '');
    const told = new Map<number, string>();
    for await (const some of eachStanding(store.database, "state = 'no_verdict'")) {
      const rows = await readRows(store, { rows: some.map(({ row }) => row) });
      for (const row of await matchRows(store.database, checker, rows)) {
        const value = trace.values(row.row, checker.check(row.cells, null, row.match).wire)[place] ?? '';
        told.set(row.row, value === '#N/A' ? '' : value);
      }
    }
    const rows = [...told].map(([row, value]) => ({
      row,
      key: field === null ? '' : spellKey(field.type, value),
    }));
    const keys = [...new Set(rows.map(({ key }) => key))].filter((key) => key !== '');
    const { operation } = target;
    const ask = async (asked: KeyField) => {
      const { org, session } = await orgs.open(doc.org.id);
      const toOrgTime = await askOrgTime(session);
      const records = await findByKey(
        session,
        {
          object: target.object,
          userId: org.userId,
          madeAfter: await readSentSince(store, doc, toOrgTime),
          signal: new AbortController().signal,
        },
        asked,
        keys,
      ).catch((cause: unknown) => {
        throw toAppError(cause);
      });
      const owners = await readOwners(
        store.database,
        records.map(({ id }) => id),
      );
      return records.map((record) => ({ ...record, owner: owners.get(record.id) ?? null }));
    };
    return judgeAnswer({
      operation,
      rows,
      records: field === null || keys.length === 0 ? [] : await ask(field),
      unique: field?.unique === true,
      exact: field?.type === 'id',
    }).map(({ row, says, recordIds }) => ({ row, key: told.get(row) ?? '', says, recordIds }));
  };
