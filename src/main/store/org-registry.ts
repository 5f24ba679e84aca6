import { z } from 'zod';
import { OrgColour, OrgType } from '../../shared/domain/org';
import { readJson, writeJson } from './json-file';

/** What is remembered of an org between starts: everything but the tokens. */
export const KnownOrg = z.object({
  id: z.string(),
  /** The name it has in Salesforce. */
  name: z.string(),
  /** The person's own name and colour for it. */
  ownName: z.string().nullable().default(null),
  colour: OrgColour.nullable().default(null),
  type: OrgType,
  edition: z.string().nullable().default(null),
  endsAt: z.number().nullable().default(null),
  username: z.string(),
  userName: z.string(),
  /** Time zone of that user; null until the org was asked. */
  timeZone: z.string().nullable().default(null),
  /** These three are null in an org nobody has signed in to yet. */
  userId: z.string().nullable(),
  apiVersion: z.string().nullable(),
  clientId: z.string().nullable(),
  loginUrl: z.string(),
  /** Where the refresh token was put; null where there is none. */
  place: z.enum(['keytar', 'napi-keyring', 'session']).nullable(),
  /** Salesforce did not take the refresh token any more. */
  refused: z.boolean().default(false),
  /** New loads go here. */
  current: z.boolean().default(false),
});
export type KnownOrg = z.infer<typeof KnownOrg>;

export type OrgRegistry = {
  list: () => Promise<KnownOrg[]>;
  find: (id: string) => Promise<KnownOrg | null>;
  /** Takes an org in, or what is new of one that is known; its place in the list stays. */
  save: (org: KnownOrg) => Promise<void>;
  /** Changes an org if it is known. */
  change: (id: string, change: Partial<Omit<KnownOrg, 'id'>>) => Promise<void>;
  /** Makes one org the current one. */
  choose: (id: string) => Promise<void>;
  remove: (id: string) => Promise<void>;
};

/** The known orgs, in the order they came; changes happen one after the other. */
export const openOrgRegistry = (path: string): OrgRegistry => {
  let last: Promise<unknown> = Promise.resolve();
  const list = async (): Promise<KnownOrg[]> => readJson(path, z.array(KnownOrg), []);
  const rewrite = async (work: (orgs: KnownOrg[]) => KnownOrg[]): Promise<void> => {
    const next = last.then(async () => writeJson(path, work(await list())));
    last = next.catch(() => undefined);
    return next;
  };
  const put = (orgs: KnownOrg[], org: KnownOrg): KnownOrg[] =>
    orgs.some(({ id }) => id === org.id)
      ? orgs.map((known) => (known.id === org.id ? org : known))
      : [...orgs, org];
  return {
    list: async () => {
      await last;
      return list();
    },
    find: async (id) => {
      await last;
      return (await list()).find((org) => org.id === id) ?? null;
    },
    save: async (org) => rewrite((orgs) => put(orgs, org)),
    change: async (id, change) =>
      rewrite((orgs) => orgs.map((org) => (org.id === id ? { ...org, ...change } : org))),
    choose: async (id) => rewrite((orgs) => orgs.map((org) => ({ ...org, current: org.id === id }))),
    remove: async (id) => rewrite((orgs) => orgs.filter((org) => org.id !== id)),
  };
};
