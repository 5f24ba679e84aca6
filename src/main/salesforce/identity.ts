import { z } from 'zod';
import { readOrgType } from '../../core/sign-in/org-type';
import type { OrgType } from '../../shared/domain/org';
import { AppError } from '../../shared/errors/app-error';
import { CallError } from '../load/ports';
import { quoteSoql } from './connection';
import { callForJson, type Session } from './session';

/** Newest version of the API this program was built and tested for. */
export const newestVersion = 67;

/** Who is signed in to which org, as the org itself says. */
export type Identity = {
  name: string;
  type: OrgType;
  edition: string | null;
  /** The day a trial or scratch org ends, epoch milliseconds. */
  endsAt: number | null;
  username: string;
  userName: string;
  timeZone: string | null;
  apiVersion: string;
};

const Versions = z.array(z.object({ version: z.string() }));
const Organization = z.object({
  Name: z.string(),
  IsSandbox: z.boolean(),
  TrialExpirationDate: z.string().nullable(),
  OrganizationType: z.string().nullable(),
});
const User = z.object({ Name: z.string(), Username: z.string(), TimeZoneSidKey: z.string().nullish() });

const chooseVersion = (versions: z.infer<typeof Versions>): string =>
  versions
    .map(({ version }) => version)
    .filter((version) => Number(version) <= newestVersion)
    .sort((a, b) => Number(a) - Number(b))
    .at(-1) ?? `${newestVersion}.0`;

/** The API is a right of the user and, in some editions, of the org; without it nothing here works. */
const explainApiOff = (cause: unknown): unknown => {
  const detail = cause instanceof CallError ? cause.failure.error.detail : undefined;
  return detail !== undefined && /^API_(CURRENTLY_DISABLED|DISABLED_FOR_ORG)/.test(detail)
    ? new AppError('auth.api-off', {}, { detail, cause })
    : cause;
};

/**
 * Asks a freshly signed-in org what it is and who came. By queries rather than OAuth's userinfo, which an app
 * with no more than the `api` scope need not be granted. Throws `AppError` or `CallError`.
 *
 * @param userId out of the identity URL that came with the tokens
 */
export const readIdentity = async (
  session: Omit<Session, 'apiVersion'>,
  userId: string,
): Promise<Identity> => {
  const asked: Session = { ...session, apiVersion: `${newestVersion}.0` };
  const ask = async (path: string): Promise<unknown> => callForJson(asked, { method: 'GET', path });
  const apiVersion = chooseVersion(Versions.parse(await ask('/services/data')));
  const readOne = async <T>(schema: z.ZodType<T>, soql: string): Promise<T> => {
    const answer = await ask(`/services/data/v${apiVersion}/query?q=${encodeURIComponent(soql)}`);
    return z.object({ records: z.tuple([schema], z.unknown()) }).parse(answer).records[0];
  };
  try {
    const [organization, user] = await Promise.all([
      readOne(
        Organization,
        'SELECT Name, IsSandbox, TrialExpirationDate, OrganizationType FROM Organization',
      ),
      readOne(User, `SELECT Name, Username, TimeZoneSidKey FROM User WHERE Id = ${quoteSoql(userId)}`),
    ]);
    const ends = organization.TrialExpirationDate;
    return {
      name: organization.Name,
      type: readOrgType(organization),
      edition: organization.OrganizationType,
      endsAt: ends === null ? null : Date.parse(ends),
      username: user.Username,
      userName: user.Name,
      timeZone: user.TimeZoneSidKey ?? null,
      apiVersion,
    };
  } catch (cause) {
    throw explainApiOff(cause);
  }
};
