import { z } from 'zod';
import { RememberedClient } from '../../shared/domain/sign-in';
import { readJson, writeJson } from './json-file';

export type ClientRegistry = {
  /** The newest first. */
  list: () => Promise<RememberedClient[]>;
  remember: (client: RememberedClient) => Promise<void>;
};

/** More login hosts than this nobody signs in at; the oldest are forgotten. */
const kept = 50;

/** The client id typed last for each login host. It is public: it names an app and opens nothing. */
export const openClientRegistry = (path: string): ClientRegistry => {
  const list = async (): Promise<RememberedClient[]> => readJson(path, z.array(RememberedClient), []);
  return {
    list,
    remember: async (client) => {
      const others = (await list()).filter(({ loginUrl }) => loginUrl !== client.loginUrl);
      await writeJson(path, [client, ...others].slice(0, kept));
    },
  };
};
