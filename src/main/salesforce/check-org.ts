import { CallError } from '../load/ports';
import { AppError } from '../../shared/errors/app-error';
import { callOrg, type Session } from './session';
import { toAppError } from './to-app-error';

/** Refusals that say which right is missing, by the words of the org (`CODE: message`). */
const rights = [
  // An answer to a token whose app was not given the API; a new token would not help.
  ['auth.scope-missing', /not valid for use with the REST API|insufficient_scope/i],
  ['auth.api-off', /^API_(CURRENTLY_DISABLED|DISABLED_FOR_ORG)/],
] as const;

const explainRight = (cause: unknown): AppError => {
  const detail = cause instanceof CallError ? cause.failure.error.detail : undefined;
  const missing = rights.find(([, words]) => detail !== undefined && words.test(detail));
  return missing === undefined || detail === undefined
    ? toAppError(cause)
    : new AppError(missing[0], {}, { detail, cause });
};

const ask = async (session: Session, path: string): Promise<void> => {
  try {
    const { body } = await callOrg(session, {
      method: 'GET',
      path: `/services/data/v${session.apiVersion}${path}`,
    });
    body.resume();
  } catch (cause) {
    throw explainRight(cause);
  }
};

/** Whether the token is good for the API at all. Throws `AppError`, here and below. */
export const checkScopes = async (session: Session): Promise<void> => ask(session, '');

/** Whether the API is on for the user: the smallest question there is. */
export const checkApi = async (session: Session): Promise<void> =>
  ask(session, `/query?q=${encodeURIComponent('SELECT Id FROM Organization')}`);

/** Whether the user may run bulk jobs: lists them, which changes nothing. */
export const checkBulk = async (session: Session): Promise<void> => {
  try {
    await ask(session, '/jobs/ingest');
  } catch (cause) {
    const error = toAppError(cause);
    const isRefusal = error.code === 'org.refused' || error.code === 'job.lost';
    throw isRefusal ? new AppError('org.bulk-off', {}, { cause, detail: error.detail ?? '' }) : error;
  }
};
