import { z } from 'zod';
import { readOrgType } from '../../core/sign-in/org-type';
import type { OrgType, OrgView } from '../../shared/domain/org';
import { CallError } from '../load/ports';
import { newestVersion, readApiVersion } from '../salesforce/api-version';
import { callForJson, limitSilence, type Access, type Session } from '../salesforce/session';
import { isLoopback, type Transport } from '../salesforce/transport';
import type { OrgRegistry } from '../store/org-registry';
import type { OrgSession, SignedInOrg } from './org-sessions';
import type { Orgs } from './orgs';

/** Something an org need not offer and did not: which call, and what came back. Never row data. */
export type OrgNote = { call: string; answer: string };

export type BorrowedOrg = {
  org: SignedInOrg;
  notes: OrgNote[];
  /** Lets this org stand for another id, under which a load knows it from a time when it told less of itself. */
  answerTo: (id: string) => void;
  /** Forgets the token. */
  release: () => void;
};

/**
 * Orgs for the time of a command. They are reached with an access token somebody hands over; neither a keychain
 * nor the list of known orgs hears of them, and nothing of the token is ever written.
 */
export type BorrowedOrgs = {
  /** Known orgs as they are, with borrowed ones laid over them while they last. */
  orgs: Orgs;
  /** The known orgs of a registry with the borrowed ones, for whoever wants to know more of an org than its name. */
  registry: (registry: Pick<OrgRegistry, 'list'>) => Pick<OrgRegistry, 'list'>;
  /**
   * Throws `CallError` where the org does not tell its versions.
   *
   * @param patience milliseconds for which the command waits for an org that does not answer
   */
  borrow: (access: Access, patience: number) => Promise<BorrowedOrg>;
};

const UserInfo = z.object({
  organization_id: z.string(),
  user_id: z.string(),
  name: z.string().optional(),
  preferred_username: z.string().optional(),
  zoneinfo: z.string().nullish(),
});
const Organization = z.object({
  records: z.array(
    z.object({
      Id: z.string(),
      Name: z.string(),
      IsSandbox: z.boolean().nullish(),
      OrganizationType: z.string().nullish(),
    }),
  ),
});

const organizationQuery = 'SELECT Id, Name, IsSandbox, OrganizationType FROM Organization';

/** My Domain hosts say what is no production: sandboxes, scratch orgs and Developer Edition. */
const trialHost = /\.(sandbox|scratch|develop|trailblaze|demo|free)\.my\./;

const toOrgType = (
  host: string,
  found: z.infer<typeof Organization>['records'][number] | undefined,
): OrgType => {
  const type =
    found === undefined
      ? trialHost.test(host) || isLoopback(host)
        ? 'sandbox'
        : 'production'
      : readOrgType({
          IsSandbox: found.IsSandbox ?? false,
          TrialExpirationDate: null,
          OrganizationType: found.OrganizationType ?? null,
        });
  // Nothing on this computer is anybody's company, unless it says so itself.
  return isLoopback(host) && type !== 'production' ? 'practice' : type;
};

const answerOf = (cause: unknown): string => {
  if (!(cause instanceof CallError)) return 'not understood';
  const { error } = cause.failure;
  // An org's own words can hold anything; its code and the status can't.
  return /^(HTTP \d+|[A-Z_]+(?=:))/.exec(error.detail ?? '')?.[0] ?? error.code;
};

const optionalTries = 3;

/** Silence is not asked again: it has cost ten seconds already, for something the load can do without. */
const isPassing = (cause: unknown): boolean =>
  cause instanceof CallError &&
  cause.failure.kind === 'lost' &&
  cause.failure.status !== 501 &&
  cause.failure.error.code !== 'network.silent';

/** An org that a command has brought a token for: signed in for as long as the command runs. */
const toBorrowedView = (org: SignedInOrg): OrgView => {
  const { id, name, type, edition, endsAt, colour, username, userName, apiVersion, loginUrl } = org;
  return {
    id,
    name,
    salesforceName: name,
    type,
    edition,
    endsAt,
    colour,
    username,
    userName,
    apiVersion,
    loginUrl,
    hasClient: false,
    standing: 'ready',
    connected: true,
    isCurrent: false,
    signIn: 'session',
    keepFailed: false,
  };
};

/** Lays orgs borrowed for a command over the known ones. */
export const lendOrgs = (known: Orgs, transport: Transport): BorrowedOrgs => {
  const borrowed: { org: SignedInOrg; session: Session; ids: Set<string> }[] = [];
  const find = (id: string): OrgSession | undefined => borrowed.findLast(({ ids }) => ids.has(id));
  const open = async (id: string): Promise<OrgSession> => find(id) ?? known.open(id);

  const toSession = (access: Access, apiVersion: string): Session => {
    const orgName = new URL(access.instanceUrl).host;
    return {
      orgName,
      apiVersion,
      transport,
      access: () => access,
      refresh: async () => {
        throw new CallError({ kind: 'held-up', error: { code: 'auth.expired', params: { org: orgName } } });
      },
    };
  };

  const borrow: BorrowedOrgs['borrow'] = async (access, patience) => {
    const { host, hostname, origin } = new URL(access.instanceUrl);
    const apiVersion = await readApiVersion(limitSilence(toSession(access, `${newestVersion}.0`), patience));
    const session = limitSilence(toSession(access, apiVersion), patience);
    const notes: OrgNote[] = [];
    /** Asks for what an org need not offer, more than once only where no answer comes. */
    const ask = async <T>(call: string, path: string, schema: z.ZodType<T>): Promise<T | undefined> => {
      for (let tries = 1; ; tries += 1) {
        try {
          return schema.parse(await callForJson(session, { method: 'GET', path, silence: 10_000 }));
        } catch (cause) {
          if (tries < optionalTries && isPassing(cause)) continue;
          notes.push({ call, answer: answerOf(cause) });
          return undefined;
        }
      }
    };
    const user = await ask('GET /services/oauth2/userinfo', '/services/oauth2/userinfo', UserInfo);
    const query = `/services/data/v${apiVersion}/query?q=${encodeURIComponent(organizationQuery)}`;
    const organization = (await ask('SELECT FROM Organization', query, Organization))?.records[0];
    const org: SignedInOrg = {
      id: organization?.Id ?? user?.organization_id ?? origin,
      name: organization?.Name ?? host,
      ownName: null,
      colour: null,
      edition: null,
      endsAt: null,
      refused: false,
      current: false,
      type: toOrgType(hostname, organization),
      username: user?.preferred_username ?? '',
      userName: user?.name ?? '',
      timeZone: user?.zoneinfo ?? null,
      userId: user?.user_id ?? '',
      apiVersion,
      loginUrl: origin,
      clientId: '',
      place: 'session',
    };
    const ids = new Set([org.id, user?.organization_id ?? org.id, origin]);
    const entry = { org, session: { ...session, orgName: org.name }, ids };
    borrowed.push(entry);
    return {
      org,
      notes,
      answerTo: (id) => ids.add(id),
      release: () => {
        const at = borrowed.indexOf(entry);
        if (at !== -1) borrowed.splice(at, 1);
      },
    };
  };

  return {
    borrow,
    registry: (registry) => ({
      list: async () => [...borrowed.map(({ org }) => org), ...(await registry.list())],
    }),
    orgs: {
      ...known,
      open,
      timeZone: async (id) => {
        const found = find(id);
        return found === undefined ? known.timeZone(id) : found.org.timeZone;
      },
      list: async () => {
        const lasting = await known.list();
        const fresh = borrowed.filter(({ org }) => !lasting.some(({ id }) => id === org.id));
        return [...lasting, ...fresh.map(({ org }) => toBorrowedView(org))];
      },
    },
  };
};
