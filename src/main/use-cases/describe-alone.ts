import type { LoadableObject } from '../../shared/domain/sobject';
import { AppError } from '../../shared/errors/app-error';
import { CallError } from '../load/ports';
import { describeObject } from '../salesforce/describe';
import type { Session } from '../salesforce/session';
import { toLoadable } from '../salesforce/to-loadable';

/**
 * One object as the org describes it now, without its parents: a single call. Throws `org.not-found` where the user
 * may not see it, and `CallError`.
 */
export const describeAlone = async (session: Session, name: string): Promise<LoadableObject> => {
  const asOf = Date.now();
  try {
    const described = await describeObject(session, name, null);
    if (described === null) throw new AppError('org.not-found', { org: session.orgName });
    return { ...toLoadable(described.value, new Map([[described.value.name, described.value]])), asOf };
  } catch (cause) {
    if (cause instanceof CallError && cause.failure.kind === 'gone')
      throw new AppError('org.not-found', { org: session.orgName }, { cause });
    throw cause;
  }
};
