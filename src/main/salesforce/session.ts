import { CallError } from '../load/ports';
import { toCallFailure, toLostFailure } from './to-app-error';
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

type Call = Omit<TransportRequest, 'url'> & {
  /** Path below the instance, from `/services` on. */
  path: string;
};

const attemptCall = async (session: Session, call: Call, access: Access): Promise<TransportResponse> => {
  const { path, headers, ...rest } = call;
  try {
    return await session.transport({
      ...rest,
      url: new URL(path, access.instanceUrl).href,
      headers: {
        Authorization: `Bearer ${access.accessToken}`,
        'Sforce-Call-Options': 'client=Bulkhead',
        Accept: 'application/json',
        ...headers,
      },
    });
  } catch (cause) {
    throw new CallError(toLostFailure(cause, session.orgName, call.signal), cause);
  }
};

/** The org answers elsewhere by now, as after a change of its My Domain; a new sign-in knows the address. */
const hasMoved = (status: number): boolean => [301, 302, 307, 308].includes(status);

/** 304 answers a question that named a date, and no other. */
const isSuccess = (status: number, { headers }: Call): boolean =>
  (status >= 200 && status < 300) || (status === 304 && headers?.['If-Modified-Since'] !== undefined);

/**
 * Makes one call. When the answer says that the sign-in has expired, or that the org has moved, the sign-in is
 * refreshed and the call repeated once: both answers mean that nothing was done. A redirect is never followed.
 * A body that streams can't be repeated; `upload` checks before.
 * Throws `CallError` for every answer that is not 2xx, or 304 where the call asked for changes only.
 */
export const callOrg = async (session: Session, call: Call): Promise<TransportResponse> => {
  const access = session.access();
  let response = await attemptCall(session, call, access);
  const repeatable = call.body === undefined || typeof call.body === 'string';
  if ((response.status === 401 || hasMoved(response.status)) && repeatable) {
    response.body.resume();
    response = await attemptCall(session, call, await session.refresh(access));
  }
  if (isSuccess(response.status, call)) return response;
  const body = await readText(response).catch(() => '');
  throw new CallError(toCallFailure(response.status, body, session.orgName));
};

/** Makes one call and reads its JSON. An answer that is cut short or is no JSON counts as lost. */
export const callForJson = async (session: Session, call: Call): Promise<unknown> => {
  const response = await callOrg(session, call);
  try {
    const text = await readText(response);
    return text === '' ? null : (JSON.parse(text) as unknown);
  } catch (cause) {
    throw new CallError(toLostFailure(cause, session.orgName, call.signal), cause);
  }
};
