import { AppError } from '../../shared/errors/app-error';
import type { PracticeProcess, PracticeReady } from '../practice-process';
import { signIn, signInPatience } from '../salesforce/sign-in';
import { readText, type Transport } from '../salesforce/transport';
import type { OrgRegistry } from '../store/org-registry';
import type { OrgSessions } from './org-sessions';

/** The client the practice org has from the start; any port on this computer is its callback. */
const clientId = 'bulkhead-practice';
const anyPort = [0, 0, 0];

export type Practice = {
  /** Starts the practice org unless it runs, signs in to it, and returns its Id. Calls at once share one sign-in. */
  connect: () => Promise<string>;
  isRunning: () => boolean;
};

type Ports = {
  practice: PracticeProcess;
  sessions: OrgSessions;
  registry: OrgRegistry;
  transport: Transport;
};

/** Signing in to the practice org: the same flow as everywhere, with a program's consent in place of a person's. */
export const openPractice = ({ practice, sessions, registry, transport }: Ports): Practice => {
  let opening: Promise<string> | null = null;

  /** The practice org gives its consent to whoever knows its control token: the program that started it. */
  const consent =
    ({ controlToken }: PracticeReady) =>
    async (url: string): Promise<void> => {
      const headers = { 'X-Practice-Control': controlToken };
      const answer = await transport({ method: 'GET', url, headers });
      await readText(answer);
      const redirect = answer.headers.location;
      if (redirect === undefined) throw new AppError('auth.refused', {}, { detail: `HTTP ${answer.status}` });
      await readText(await transport({ method: 'GET', url: redirect }));
    };

  /** Signs in with what was kept; null where nothing was or it is not accepted. */
  const reconnect = async ({ loginUrl }: PracticeReady): Promise<string | null> => {
    const known = (await registry.list()).find(({ type }) => type === 'practice');
    if (known === undefined) return null;
    // It may have come up on another port than the last time.
    await registry.change(known.id, { loginUrl, refused: false });
    sessions.drop(known.id);
    try {
      await sessions.open(known.id);
      return known.id;
    } catch {
      return null;
    }
  };

  const connect = async (): Promise<string> => {
    const wasRunning = practice.running() !== null;
    const ready = await practice.start();
    const known = (await registry.list()).find(({ type }) => type === 'practice');
    if (wasRunning && known !== undefined && sessions.isLive(known.id)) return known.id;
    const again = await reconnect(ready);
    if (again !== null) return again;
    const client = { loginUrl: ready.loginUrl, clientId };
    const id = await signIn({
      client,
      loginHint: null,
      ports: anyPort,
      patience: signInPatience,
      transport,
      openPage: consent(ready),
      signal: new AbortController().signal,
      tell: () => undefined,
      finish: async (tokens) => {
        const { org } = await sessions.adopt({ tokens, client, sessionOnly: false, type: 'practice' });
        return { org: org.name, result: org.id };
      },
    });
    for (const other of await registry.list()) {
      if (other.type === 'practice' && other.id !== id) await registry.remove(other.id);
    }
    return id;
  };

  return {
    connect: async () => {
      opening ??= connect().finally(() => (opening = null));
      return opening;
    },
    isRunning: () => practice.running() !== null,
  };
};
