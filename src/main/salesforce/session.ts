import type { CallFailure } from '../../core/load/event';
import { defaultPatience } from '../../core/load/state';
import { CallError } from '../load/ports';
import { defaultSilence } from './call-line';
import { noteOrgTime } from './org-clock';
import { toCallFailure, toLostCall, toStrangeCall } from './to-app-error';
import { readText, type Transport, type TransportRequest, type TransportResponse } from './transport';

/** Where an org answers and with which token; both can change when the sign-in is refreshed. */
export type Access = { instanceUrl: string; accessToken: string };

/** A signed-in org, as calls see it. */
export type Session = {
  orgName: string;
  apiVersion: string;
  access: () => Access;
  /**
   * Gets a new access token; calls that ask at the same time share one refresh, and one whose refused access is
   * no longer the current one just gets that. Throws `CallError`.
   */
  refresh: (refused?: Access) => Promise<Access>;
  transport: Transport;
};

export type Call = Omit<TransportRequest, 'url'> & {
  /** Path below the instance, from `/services` on. */
  path: string;
  /** How the token is carried: as `Authorization: Bearer`, or bare in the header of Bulk API 1.0. */
  tokenIn?: 'authorization' | 'x-sfdc-session';
};

/**
 * A session whose calls count as unanswered after `patience` milliseconds of silence, where that is shorter than the
 * patience they have of themselves and shorter than what is usual: nobody waits longer for one call than for them all.
 */
export const limitSilence = (session: Session, patience: number): Session =>
  patience >= defaultPatience
    ? session
    : {
        ...session,
        transport: async ({ silence = defaultSilence, ...request }) =>
          session.transport({ ...request, silence: Math.min(silence, patience) }),
      };

const attemptCall = async (session: Session, call: Call, access: Access): Promise<TransportResponse> => {
  const { path, headers, tokenIn, ...rest } = call;
  try {
    return await session.transport({
      ...rest,
      url: new URL(path, access.instanceUrl).href,
      headers: {
        ...(tokenIn === 'x-sfdc-session'
          ? { 'X-SFDC-Session': access.accessToken }
          : { Authorization: `Bearer ${access.accessToken}` }),
        'Sforce-Call-Options': 'client=Bulkhead',
        Accept: 'application/json',
        ...headers,
      },
    });
  } catch (cause) {
    throw toLostCall(cause, session.orgName, call.signal);
  }
};

/**
 * 304 answers a question that named a date, and no other. No API answers with a page: one for people to read is of
 * whoever stands before Salesforce, whatever its status says.
 */
const isSuccess = (status: number, { headers }: Call, answered: TransportResponse['headers']): boolean => {
  if (/html/i.test(answered['content-type'] ?? '')) return false;
  return (status >= 200 && status < 300) || (status === 304 && headers?.['If-Modified-Since'] !== undefined);
};

/** Why an answer is no success, or null where it is one. */
const readFailure = async (
  session: Session,
  call: Call,
  response: TransportResponse,
): Promise<CallFailure | null> => {
  if (isSuccess(response.status, call, response.headers)) {
    noteOrgTime(session.access().instanceUrl, response.headers.date);
    return null;
  }
  const body = await readText(response).catch(() => '');
  return toCallFailure(response.status, body, session.orgName, response.headers);
};

/** The org answers elsewhere by now, as after a change of its My Domain; a new sign-in knows the address. */
const hasMoved = (status: number): boolean => [301, 302, 307, 308].includes(status);

/**
 * Makes one call. When the answer says that the sign-in has expired, or that the org has moved, the sign-in is
 * refreshed and the call repeated once: both answers mean that nothing was done. A redirect is never followed. A
 * body that streams can't be repeated; its callers deal with that. Throws `CallError` for every answer that is not
 * 2xx, or 304 where the call asked for changes only.
 */
export const callOrg = async (session: Session, call: Call): Promise<TransportResponse> => {
  const access = session.access();
  let response = await attemptCall(session, call, access);
  let failure = await readFailure(session, call, response);
  const repeatable = call.body === undefined || typeof call.body === 'string';
  const stale = failure?.error.code === 'auth.expired' || hasMoved(response.status);
  if (stale && repeatable) {
    response = await attemptCall(session, call, await session.refresh(access));
    failure = await readFailure(session, call, response);
  }
  if (failure === null) return response;
  throw new CallError(failure);
};

/** Makes one call and reads its answer as text. An answer that is cut short counts as lost. */
export const callForText = async (session: Session, call: Call): Promise<string> => {
  const response = await callOrg(session, call);
  try {
    return await readText(response);
  } catch (cause) {
    throw toLostCall(cause, session.orgName, call.signal);
  }
};

/** Makes one call and reads its JSON. An answer that is cut short or is no JSON counts as lost. */
export const callForJson = async (session: Session, call: Call): Promise<unknown> => {
  const text = await callForText(session, call);
  try {
    return text === '' ? null : (JSON.parse(text) as unknown);
  } catch (cause) {
    throw toStrangeCall(cause, session.orgName, call.signal);
  }
};
