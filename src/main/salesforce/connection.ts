import type { Connection } from 'jsforce';
import { CallError } from '../load/ports';
import { attachTransport } from './jsforce-transport';
import { toCallFailure, toLostCall } from './to-app-error';
import type { Session } from './session';

type ApiError = Error & { errorCode?: string };

const refusals = /INVALID|MALFORMED|NOT_FOUND|INSUFFICIENT|LIMIT|EXCEEDED|NOT_SUPPORTED|NOT_ENABLED|DISABLED/;

const toCallError = (cause: unknown, session: Session): CallError => {
  if (cause instanceof CallError) return cause;
  const { errorCode, message } = cause as ApiError;
  if (errorCode === 'INVALID_SESSION_ID') {
    return new CallError(toCallFailure(401, '', session.orgName), cause);
  }
  if (errorCode !== undefined && refusals.test(errorCode)) {
    const status = errorCode === 'NOT_FOUND' ? 404 : errorCode === 'REQUEST_LIMIT_EXCEEDED' ? 403 : 400;
    return new CallError(
      toCallFailure(status, JSON.stringify([{ errorCode, message }]), session.orgName),
      cause,
    );
  }
  return toLostCall(cause, session.orgName);
};

/**
 * Runs `work` on a jsforce connection of the session: describes and queries, never bulk data. jsforce gets its
 * new access tokens from the session, so there is one refresh for all. Throws `CallError`.
 */
export const withConnection = async <T>(
  session: Session,
  work: (connection: Connection) => Promise<T>,
): Promise<T> => {
  const jsforce = (await import('jsforce')).default;
  const access = session.access();
  const { instanceUrl, accessToken } = access;
  // jsforce throws an error of its own where the sign-in can't be renewed; ours says why.
  let refreshFailure: unknown;
  const connection = new jsforce.Connection({
    instanceUrl,
    accessToken,
    version: session.apiVersion,
    callOptions: { client: 'Bulkhead' },
    refreshFn: (_connection, done) => {
      session.refresh(access).then(
        (renewed) => done(null, renewed.accessToken),
        (cause: unknown) => {
          refreshFailure = cause;
          done(cause as Error);
        },
      );
    },
  });
  attachTransport(connection, session.transport);
  try {
    return await work(connection);
  } catch (cause) {
    throw toCallError(refreshFailure ?? cause, session);
  }
};

/** All records of a query, page by page. */
export const queryAll = async (session: Session, soql: string): Promise<Record<string, unknown>[]> =>
  withConnection(session, async (connection) => {
    const records: Record<string, unknown>[] = [];
    let page = await connection.query<Record<string, unknown>>(soql);
    records.push(...page.records);
    while (!page.done && page.nextRecordsUrl !== undefined) {
      page = await connection.queryMore<Record<string, unknown>>(page.nextRecordsUrl);
      records.push(...page.records);
    }
    return records;
  });

export { quoteSoql } from '../../core/soql/quote-soql';
