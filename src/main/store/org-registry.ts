import { z } from 'zod';
import { OrgType } from '../../shared/domain/org';
import { readJson, writeJson } from './json-file';

/** What is remembered of an org between starts: everything but the tokens. */
export const KnownOrg = z.object({
  id: z.string(),
  name: z.string(),
  type: OrgType,
  username: z.string(),
  userName: z.string(),
  userId: z.string(),
  apiVersion: z.string(),
  loginUrl: z.string(),
  clientId: z.string(),
  /** Where the refresh token was put. */
  place: z.enum(['keytar', 'napi-keyring', 'session']),
});
export type KnownOrg = z.infer<typeof KnownOrg>;

export type OrgRegistry = {
  list: () => Promise<KnownOrg[]>;
  save: (org: KnownOrg) => Promise<void>;
  remove: (id: string) => Promise<void>;
};

export const openOrgRegistry = (path: string): OrgRegistry => {
  const list = async (): Promise<KnownOrg[]> => readJson(path, z.array(KnownOrg), []);
  return {
    list,
    save: async (org) => {
      const others = (await list()).filter(({ id }) => id !== org.id);
      await writeJson(path, [...others, org]);
    },
    remove: async (id) =>
      writeJson(
        path,
        (await list()).filter((org) => org.id !== id),
      ),
  };
};
