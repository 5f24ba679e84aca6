import { isRunning, stepSignIn, type SignInEvent } from '../../core/sign-in/step';
import type { RememberedClient, SignInNotice, SignInState } from '../../shared/domain/sign-in';
import { AppError, toWireError } from '../../shared/errors/app-error';
import { reachLoginHost } from '../salesforce/oauth';
import { signIn } from '../salesforce/sign-in';
import { toAppError } from '../salesforce/to-app-error';
import type { Transport } from '../salesforce/transport';
import type { ClientRegistry } from '../store/client-registry';
import type { KnownOrg, OrgRegistry } from '../store/org-registry';
import type { Secrets } from '../store/secrets';
import type { OrgSessions } from './org-sessions';
import { readAddress } from './read-address';

export type SignInWish = {
  /** As typed: a My Domain name, a host or any page of the org. */
  address: string;
  clientId: string;
  sessionOnly: boolean;
  /** The known org that is meant, where one is. */
  orgId?: string | undefined;
};

export type SignIns = {
  state: () => SignInState;
  /** The client ids typed before, the newest first. */
  clients: () => Promise<RememberedClient[]>;
  /** Begins to sign in to whichever org answers; how it goes on is published. Throws what a person can mend at once. */
  start: (wish: SignInWish) => Promise<SignInState>;
  /** The same for an org that is known, where it was signed in to last and through the same app. */
  startAgain: (orgId: string, sessionOnly: boolean) => Promise<SignInState>;
  /** Opens the page of the login host once more. */
  openPage: () => Promise<SignInState>;
  cancel: () => SignInState;
  /** Puts away how the last one ended. */
  close: () => SignInState;
};

type Ports = {
  registry: OrgRegistry;
  clients: ClientRegistry;
  secrets: Secrets;
  sessions: OrgSessions;
  /** Makes an org the current one. */
  choose: (orgId: string) => Promise<void>;
  transport: Transport;
  /** Opens a page in the person's own browser. */
  openBrowser: (url: string) => Promise<void>;
  /** Ports for the redirect, in the order they are tried. */
  ports: readonly number[];
  /** How long a browser is waited for, milliseconds. */
  patience: number;
  publish: (state: SignInState) => void;
  log: (line: string) => void;
};

type Attempt = {
  loginUrl: string;
  host: string;
  clientId: string;
  sessionOnly: boolean;
  /** The org that is to be signed in to again. */
  known: Pick<KnownOrg, 'id' | 'username'> | null;
};

/** Sign-ins by a person in their browser: one at a time. */
export const openSignIns = (ports: Ports): SignIns => {
  let state: SignInState = { phase: 'idle', version: 0 };
  let stop = new AbortController();

  const tell = (event: SignInEvent): SignInState => {
    const next = stepSignIn(state, event);
    if (next !== state) {
      state = next;
      ports.publish(state);
    }
    return state;
  };

  const openInBrowser = async (url: string): Promise<void> => {
    const opened = await ports.openBrowser(url).then(
      () => true,
      () => false,
    );
    tell({ kind: 'browser-opened', opened });
  };

  const run = async (attempt: Attempt, signal: AbortSignal): Promise<void> => {
    const { loginUrl, clientId, sessionOnly, known } = attempt;
    const { transport, sessions } = ports;
    // What an attempt that was cancelled still says is not about the one that runs now.
    const tellOfThis = (event: SignInEvent): void => {
      if (!signal.aborted) tell(event);
    };
    try {
      await reachLoginHost(loginUrl, transport, signal);
      await ports.clients.remember({ loginUrl, clientId });
      const client = { loginUrl, clientId };
      const { org, notice, formerUser } = await signIn({
        client,
        loginHint: known?.username ?? null,
        ports: ports.ports,
        patience: ports.patience,
        transport,
        openPage: openInBrowser,
        signal,
        tell: tellOfThis,
        finish: async (tokens) => {
          const arrived = await sessions.adopt({ tokens, client, sessionOnly });
          return { org: arrived.org.ownName ?? arrived.org.name, result: arrived };
        },
      });
      const isOther = known !== null && known.id !== org.id;
      if (!isOther) await ports.choose(org.id);
      const told: SignInNotice | null = isOther ? 'another-org' : notice;
      tellOfThis({ kind: 'signed-in', orgId: org.id, notice: told, formerUser });
    } catch (cause) {
      const error = toAppError(cause);
      if (!signal.aborted) ports.log(`sign-in: ${error.code}`);
      tellOfThis({ kind: 'failed', error: toWireError(error) });
    }
  };

  const begin = async (attempt: Attempt): Promise<SignInState> => {
    if (isRunning(state)) throw new AppError('auth.busy');
    // Taken before anything is waited for: two clicks are one attempt.
    stop = new AbortController();
    const { signal } = stop;
    tell({ kind: 'started', host: attempt.host, orgId: attempt.known?.id ?? null });
    if (!attempt.sessionOnly) {
      const { state: keychain } = await ports.secrets.keychain();
      if (signal.aborted) return state;
      if (keychain !== 'ready')
        return tell({ kind: 'failed', error: toWireError(new AppError(`keychain.${keychain}`)) });
    }
    void run(attempt, signal);
    return state;
  };

  return {
    state: () => state,
    clients: ports.clients.list,
    start: async ({ address, clientId, sessionOnly, orgId }) => {
      const { loginUrl, host } = readAddress(address);
      if (clientId.trim() === '') throw new AppError('auth.no-client', { host });
      const known = orgId === undefined ? null : await ports.registry.find(orgId);
      return begin({ loginUrl, host, clientId: clientId.trim(), sessionOnly, known });
    },
    startAgain: async (orgId, sessionOnly) => {
      const org = await ports.registry.find(orgId);
      if (org === null) throw new AppError('org.not-connected');
      const host = new URL(org.loginUrl).host;
      if (org.clientId === null) throw new AppError('auth.no-client', { host });
      return begin({
        loginUrl: org.loginUrl,
        host,
        clientId: org.clientId,
        sessionOnly,
        known: org,
      });
    },
    openPage: async () => {
      if (state.phase === 'waiting') await openInBrowser(state.url);
      return state;
    },
    cancel: () => {
      const before = state;
      if (tell({ kind: 'cancelled' }) !== before) stop.abort();
      return state;
    },
    close: () => tell({ kind: 'closed' }),
  };
};
