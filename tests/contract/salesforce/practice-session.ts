import type { CallFailure } from '../../../src/core/load/event';
import type { Session } from '../../../src/main/salesforce/session';
import { openNodeNetwork } from '../../../src/main/salesforce/node-network';
import {
  startPracticeOrg,
  type PracticeOrg,
  type PracticeOrgOptions,
} from '../../../src/practice-org/server';
import type { LogEntry } from '../../../src/practice-org/http/request-log';
import { control, readControl } from '../practice-org/client';
import { refresh, signIn } from '../practice-org/sign-in';

/** A practice org in this process, a session of its admin, and what the org saw of it. */
export type Wire = {
  org: PracticeOrg;
  session: Session;
  /** Calls that reached the org since the log was last cleared, the control's own left out. */
  calls: (method: string, path: RegExp) => Promise<LogEntry[]>;
  control: (change: object) => Promise<unknown>;
  /** How often the session was given a new token. */
  refreshes: () => number;
};

export const openWire = async (options: PracticeOrgOptions = {}): Promise<Wire> => {
  const org = await startPracticeOrg({ seed: 'wire', ...options });
  const tokens = await signIn(org);
  let refreshToken = String(tokens['refresh_token']);
  let access = { instanceUrl: org.instanceUrl, accessToken: String(tokens['access_token']) };
  let refreshes = 0;
  const session: Session = {
    orgName: 'Practice',
    apiVersion: '67.0',
    transport: openNodeNetwork().transport,
    access: () => access,
    refresh: async () => {
      const fresh = (await refresh(org, refreshToken)).json() as Record<string, string>;
      refreshToken = fresh['refresh_token'] ?? refreshToken;
      access = { instanceUrl: org.instanceUrl, accessToken: String(fresh['access_token']) };
      refreshes += 1;
      return access;
    },
  };
  return {
    org,
    session,
    calls: async (method, path) =>
      ((await readControl(org))['log'] as LogEntry[]).filter(
        (entry) => entry.method === method && path.test(entry.path),
      ),
    control: async (change) => control(org, change),
    refreshes: () => refreshes,
  };
};

/** The failure a call ends with; throws where it succeeds. */
export const failureOf = async (call: Promise<unknown>): Promise<CallFailure> => {
  const failure = await call.then(
    () => null,
    (cause: { failure: CallFailure }) => cause.failure ?? cause,
  );
  if (failure === null) throw new Error('the call succeeded');
  return failure;
};

export const collect = async <T>(values: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = [];
  for await (const value of values) all.push(value);
  return all;
};

/** A body that streams in small pieces. */
export const stream = async function* stream(...parts: string[]): AsyncGenerator<string> {
  yield* parts;
};
