import { create } from 'zustand';
import type { OrgView } from '../../shared/domain/org';
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

/** Starts the practice org where needed and signs in to it. */
export const openPractice = async (): Promise<OrgView> => {
  const org = await call('orgs.openPractice');
  putOrgs([...useOrgs.getState().list.filter((known) => known.id !== org.id), org]);
  return org;
};

export const signOut = async (orgId: string): Promise<void> => putOrgs(await call('orgs.signOut', { orgId }));

/** The org that is signed in to, or null. */
export const useOrg = (): OrgView | null =>
  useOrgs((state) => state.list.find((org) => org.connected) ?? null);

/** Fetches the orgs and follows their changes; called once when the window starts. */
export const followOrgs = (): (() => void) => {
  void refreshOrgs();
  return on('orgs.changed', putOrgs);
};
