import { z } from 'zod';
import { callLimits } from '../../core/load/split';
import { CallError } from '../load/ports';
import type { CollectionCall, CollectionResult, Collections } from '../load/collections-ports';
import { callForJson, type Call, type Session } from './session';
import { toLostCall } from './to-app-error';

const Answer = z.array(
  z.object({
    id: z.string().nullish(),
    success: z.boolean(),
    created: z.boolean().nullish(),
    errors: z
      .array(
        z.object({
          statusCode: z.string(),
          message: z.string().nullish(),
          fields: z.array(z.string()).nullish(),
        }),
      )
      .nullish(),
  }),
);
type Answered = z.infer<typeof Answer>[number];

/**
 * Milliseconds of silence before a call counts as unanswered. Salesforce itself ends a call after ten minutes,
 * and giving up any sooner would only put 200 records in doubt.
 */
const silence = 610_000;

const recordId = /^[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?$/;

const isCreated = (operation: CollectionCall['operation'], answered: Answered): boolean | null => {
  if (!answered.success) return null;
  return operation === 'upsert' ? (answered.created ?? null) : operation === 'insert';
};

const toResult = (operation: CollectionCall['operation'], answered: Answered): CollectionResult => {
  const [error] = answered.success ? [] : (answered.errors ?? []);
  const fields = error?.fields ?? [];
  const list = fields.length === 0 ? '--' : `${fields.join(',')} --`;
  return {
    id: answered.id ?? null,
    success: answered.success,
    created: isCreated(operation, answered),
    code: error?.statusCode ?? null,
    text: error === undefined ? null : `${error.statusCode}:${error.message ?? ''}:${list}`,
    fields,
  };
};

const sayAutoAssign = (autoAssign: boolean | string): string =>
  typeof autoAssign === 'string' ? autoAssign : autoAssign ? 'TRUE' : 'FALSE';

const headersOf = ({ autoAssign, duplicateSave }: CollectionCall): Record<string, string> => ({
  'Sforce-Auto-Assign': sayAutoAssign(autoAssign),
  ...(duplicateSave
    ? {
        'Sforce-Duplicate-Rule-Header': 'allowSave=true; includeRecordDetails=false; runAsCurrentUser=true',
      }
    : {}),
});

const countOf = (call: CollectionCall): number =>
  call.operation === 'delete' ? call.ids.length : call.records.length;

const toRequest = (
  base: string,
  call: CollectionCall,
): Pick<Call, 'method' | 'path' | 'headers' | 'body'> => {
  const headers = headersOf(call);
  if (call.operation === 'delete') {
    // One Id with a comma in it would shift the answers of all that follow.
    const strange = call.ids.find((id) => !recordId.test(id));
    if (strange !== undefined) throw new RangeError('a record to delete has no Id');
    const query = `ids=${call.ids.join(',')}&allOrNone=${String(call.allOrNone)}`;
    return { method: 'DELETE', path: `${base}?${query}`, headers };
  }
  const body = JSON.stringify({ allOrNone: call.allOrNone, records: call.records });
  const json = { ...headers, 'Content-Type': 'application/json; charset=utf-8' };
  if (call.operation === 'upsert') {
    const path = [base, call.object, call.externalId].map((part, at) =>
      at === 0 ? part : encodeURIComponent(part),
    );
    return { method: 'PATCH', path: path.join('/'), headers: json, body };
  }
  return { method: call.operation === 'insert' ? 'POST' : 'PATCH', path: base, headers: json, body };
};

/** sObject Collections of the REST API: up to 200 records a call, answered in their order. */
export const openCollections = (session: Session): Collections => {
  const base = `/services/data/v${session.apiVersion}/composite/sobjects`;
  return {
    send: async (call, signal) => {
      const expected = countOf(call);
      if (expected === 0 || expected > callLimits.rows) {
        throw new RangeError(`a call takes 1 to ${callLimits.rows} records, not ${expected}`);
      }
      const json = await callForJson(session, { ...toRequest(base, call), silence, signal });
      const answers = Answer.safeParse(json);
      if (!answers.success) {
        throw toLostCall(answers.error, session.orgName, signal);
      }
      const got = answers.data.length;
      if (got !== expected) {
        // Something was saved, but nobody can say which record an answer belongs to.
        const params = { org: session.orgName, got, expected };
        throw new CallError({ kind: 'lost', error: { code: 'org.result-count', params } });
      }
      return answers.data.map((answered) => toResult(call.operation, answered));
    },
  };
};
