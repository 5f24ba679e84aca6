import type { OrgColour, OrgView, SignOutReport } from '../../shared/domain/org';
import { AppError } from '../../shared/errors/app-error';
import type { KnownOrg, OrgRegistry } from '../store/org-registry';
import { readStanding, type OrgSession, type OrgSessions } from './org-sessions';
import type { Practice } from './practice';
import { readUserTimeZone } from './user-time-zone';

export type { OrgSession } from './org-sessions';

export type Orgs = {
  list: () => Promise<OrgView[]>;
  openPractice: () => Promise<OrgView>;
  /** The signed-in session of an org; brings the practice org up where that is what it takes. */
  open: (id: string) => Promise<OrgSession>;
  /** Time zone of the signed-in user; null where the org can't be asked. */
  timeZone: (id: string) => Promise<string | null>;
  /** Makes an org the one new loads go to. */
  choose: (id: string) => Promise<OrgView[]>;
  /** Gives an org a name and a colour of the person's own; an empty name brings the one in Salesforce back. */
  dress: (id: string, dress: { ownName?: string; colour?: OrgColour | null }) => Promise<OrgView[]>;
  /** Revokes and deletes the sign-in; the org stays known. */
  signOut: (id: string) => Promise<SignOutReport>;
  /** Signs out and forgets the org. Its loads stay. */
  remove: (id: string) => Promise<SignOutReport>;
};

type Ports = {
  registry: OrgRegistry;
  sessions: OrgSessions;
  practice: Practice;
  /** Orgs look different now. */
  announce: () => Promise<void>;
};

/** What a window is told of the known orgs. */
export const readOrgViews = async (registry: OrgRegistry, sessions: OrgSessions): Promise<OrgView[]> =>
  (await registry.list()).map((org) => toView(org, sessions));

const toView = (org: KnownOrg, sessions: OrgSessions): OrgView => {
  const { id, type, edition, endsAt, colour, username, userName, apiVersion, loginUrl, place } = org;
  const standing = readStanding(org, sessions.isLive(id));
  return {
    id,
    name: org.ownName ?? org.name,
    salesforceName: org.name,
    type,
    edition,
    endsAt,
    colour,
    username,
    userName,
    apiVersion,
    loginUrl,
    hasClient: org.clientId !== null,
    standing,
    connected: standing === 'ready',
    isCurrent: org.current,
    signIn: place === null ? null : place === 'session' ? 'session' : 'keychain',
    keepFailed: sessions.hasKeepFailed(id),
  };
};

/** The known orgs: which they are, which are signed in, and what a person calls them. */
export const createOrgs = ({ registry, sessions, practice, announce }: Ports): Orgs => {
  const list = async (): Promise<OrgView[]> => readOrgViews(registry, sessions);

  const choose = async (id: string): Promise<OrgView[]> => {
    await registry.choose(id);
    await announce();
    return list();
  };

  const open = async (id: string): Promise<OrgSession> => {
    const known = await registry.find(id);
    if (known === null) throw new AppError('org.not-connected');
    if (known.type === 'practice' && (!practice.isRunning() || !sessions.isLive(id)))
      await practice.connect();
    return sessions.open(id);
  };

  const remove = async (id: string): Promise<SignOutReport> => {
    const revoked = await sessions.end(id);
    await registry.remove(id);
    await announce();
    return { revoked };
  };

  return {
    list,
    openPractice: async () => {
      const id = await practice.connect();
      const view = (await choose(id)).find((org) => org.id === id);
      if (view === undefined) throw new AppError('org.practice-start');
      return view;
    },
    open,
    timeZone: async (id) => readUserTimeZone(registry, open, id),
    choose,
    dress: async (id, { ownName, colour }) => {
      const name = ownName?.trim();
      await registry.change(id, {
        ...(name === undefined ? {} : { ownName: name === '' ? null : name }),
        ...(colour === undefined ? {} : { colour }),
      });
      await announce();
      return list();
    },
    signOut: async (id) => {
      // The practice org is there without a sign-in; signed out, there is nothing to remember of it.
      if ((await registry.find(id))?.type === 'practice') return remove(id);
      return { revoked: await sessions.end(id) };
    },
    remove,
  };
};
