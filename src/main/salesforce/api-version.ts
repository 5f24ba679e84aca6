import { z } from 'zod';
import { callForJson, type Session } from './session';
import { toStrangeCall } from './to-app-error';

/** Newest version of the API this program was built and tested for. */
export const newestVersion = 67;

const Versions = z.array(z.object({ version: z.string() }));

/** The newest version that both the org and this program know, as `67.0`. Throws `CallError`. */
export const readApiVersion = async (session: Session): Promise<string> => {
  const listed = Versions.safeParse(await callForJson(session, { method: 'GET', path: '/services/data' }));
  if (!listed.success) throw toStrangeCall(listed.error, session.orgName);
  const known = listed.data
    .map(({ version }) => version)
    .filter((version) => Number(version) <= newestVersion);
  return known.sort((a, b) => Number(a) - Number(b)).at(-1) ?? `${newestVersion}.0`;
};
