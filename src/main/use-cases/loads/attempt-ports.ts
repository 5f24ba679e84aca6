import type { Rules } from '../../../core/load/state';
import type { CollectionColumn } from '../../../core/load/to-collection-record';
import { writeQuestion } from '../../../core/problems/write-question';
import type { LoadableObject } from '../../../shared/domain/sobject';
import { AppError } from '../../../shared/errors/app-error';
import { createPerform } from '../../load/perform';
import type { AttemptPorts } from '../../load/run-attempt';
import { createTurns } from '../../load/turns';
import { askOrgTime } from '../../salesforce/ask-org-time';
import { openBulkJobs } from '../../salesforce/bulk-v2';
import { openClassicJobs } from '../../salesforce/bulk-v1';
import { openCollections } from '../../salesforce/collections';
import { findMadeAmong, findMadeByKey, spellKey } from '../../salesforce/find-by-key';
import { limitSilence, type Session } from '../../salesforce/session';
import type { LoadStore } from '../../store/load-store';
import { openAttemptLedger, withAttempt } from './attempt-ledger';
import { openChecker } from './check-rows';
import { correlationKey, findAskedField, toWireColumns, typeOf } from './correlation';
import { traceColumnOf } from './trace-column';

/** How many jobs of Bulk API 2.0 one attempt has under way: one is filled while others are processed. */
const jobsInFlight = 4;

const toCollectionColumn = (object: LoadableObject, name: string): CollectionColumn => {
  const lookup = object.fields.find((field) => field.name === name)?.via;
  return { header: name, type: typeOf(object, name), ...(lookup == null ? {} : { lookup: lookup.lookup }) };
};

export type SendingPorts = {
  store: LoadStore;
  object: LoadableObject;
  session: Session;
  /** 18-character Id of the signed-in user. */
  userId: string;
  patience: number;
  announce: () => Promise<void>;
  /** Ids of jobs that belong to any load. */
  knownJobs: () => readonly string[];
};

/** Connects one attempt of a load to its store and its org. */
export const toAttemptPorts = async ({
  store,
  object,
  session: patientSession,
  userId,
  patience,
  announce,
  knownJobs,
}: SendingPorts): Promise<Omit<AttemptPorts, 'sleep' | 'now'>> => {
  const doc = await store.readDoc();
  const { target, attempt, options } = doc;
  if (target === null || attempt === null) throw new AppError('load.incomplete');
  const session = limitSilence(patientSession, patience);
  const { header: mapped } = openChecker(doc, object);
  const header = traceColumnOf(doc).header(mapped);
  const { operation } = target;
  const externalId = operation === 'upsert' ? target.externalId : undefined;
  const spec = {
    object: target.object,
    operation,
    ...(externalId === undefined ? {} : { externalId }),
    ...(options.assignmentRuleId === null ? {} : { assignmentRuleId: options.assignmentRuleId }),
  };
  const toOrgTime = await askOrgTime(session);
  // An upsert by Id makes a record of every row without one.
  const repeatable = operation !== 'insert' && externalId !== 'Id';
  const rules: Rules = {
    patience,
    jobsInFlight,
    repeatable,
    toOrgTime,
  };
  const key = operation === 'insert' ? findAskedField(doc, object, header) : null;
  // Of many columns a question shows the first ones only.
  const known = options.traceField === null ? header : [options.traceField, ...mapped];
  const maker = { object: target.object, userId };
  return {
    rules,
    save: async (next) => {
      await store.change(async (current) => withAttempt(current, next));
      await announce();
    },
    perform: createPerform({
      ledger: openAttemptLedger(store, attempt.attempt, header, {
        object,
        query: (since) => writeQuestion({ ...maker, operation, header: known, since }),
      }),
      jobs: {
        bulk: openBulkJobs(session, userId),
        spec,
        columns: toWireColumns(object, header),
        key: correlationKey(doc, object, header),
        carefully: createTurns(1),
        knownJobs,
      },
      batches: {
        classic: openClassicJobs(session, userId),
        spec: { ...spec, concurrencyMode: attempt.way.mode === 'serial' ? 'Serial' : 'Parallel' },
        knownJobs,
      },
      calls: {
        collections: openCollections(session),
        options: {
          object: target.object,
          allOrNone: options.allOrNone,
          autoAssign: options.assignmentRuleId ?? false,
          duplicateSave: options.duplicateSave,
        },
        operation,
        externalId: externalId ?? null,
        columns: header.map((name) => toCollectionColumn(object, name)),
        ask: {
          key:
            key === null
              ? null
              : {
                  name: key.name,
                  unique: key.unique,
                  own: key.own,
                  spell: (text) => spellKey(key.type, text),
                },
          findMade: async (keys, madeAfter, signal) =>
            key === null ? [] : findMadeByKey(session, { ...maker, madeAfter, signal }, key, keys),
        },
        findMadeAmong: async (ids, madeAfter, signal) =>
          findMadeAmong(session, { ...maker, madeAfter, signal }, ids),
      },
    }),
  };
};
