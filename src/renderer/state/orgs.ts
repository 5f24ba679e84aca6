import { create } from 'zustand';
import type { CallInput, CallOutput } from '../../shared/contract';
import type { OrgView, SignOutReport } from '../../shared/domain/org';
import type { AppError } from '../../shared/errors/app-error';
import { call, on, toAppError } from '../lib/api';

type Orgs = {
  list: readonly OrgView[];
  /** False until the first answer, so that nobody sees Connect flash by. */
  known: boolean;
  error: AppError | null;
};

export const useOrgs = create<Orgs>(() => ({ list: [], known: false, error: null }));

const putOrgs = (list: readonly OrgView[]): void => useOrgs.setState({ list, known: true, error: null });

export const refreshOrgs = async (): Promise<void> => {
  try {
    putOrgs(await call('orgs.list'));
  } catch (thrown) {
    useOrgs.setState({ known: true, error: toAppError(thrown) });
  }
};

/** Starts the practice org where needed, signs in to it and makes it the current org. */
export const openPractice = async (): Promise<OrgView> => {
  const org = await call('orgs.openPractice');
  await refreshOrgs();
  return org;
};

export const chooseOrg = async (orgId: string): Promise<void> =>
  putOrgs(await call('orgs.choose', { orgId }));

export const dressOrg = async (input: CallInput<'orgs.dress'>): Promise<void> =>
  putOrgs(await call('orgs.dress', input));

/** The list itself follows by its own event. */
export const signOut = async (orgId: string): Promise<SignOutReport> => call('orgs.signOut', { orgId });
export const removeOrg = async (orgId: string): Promise<SignOutReport> => call('orgs.remove', { orgId });
export const importSfOrgs = async (): Promise<CallOutput<'orgs.importSf'>> => call('orgs.importSf');

/** The org new loads go to, if it is signed in to; else null. */
export const useOrg = (): OrgView | null =>
  useOrgs((state) => state.list.find((org) => org.isCurrent && org.connected) ?? null);

/** A known org, signed in to or not; null where there is none of that Id. */
export const useKnownOrg = (orgId: string | null): OrgView | null =>
  useOrgs((state) => state.list.find((org) => org.id === orgId) ?? null);

/** Fetches the orgs and follows their changes; called once when the window starts. */
export const followOrgs = (): (() => void) => {
  void refreshOrgs();
  return on('orgs.changed', putOrgs);
};
