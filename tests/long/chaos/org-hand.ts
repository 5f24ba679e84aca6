import { spawn, type ChildProcess } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import type { Values } from './values';

const controlToken = 'known';
const api = '/services/data/v67.0';

export type OrgRecord = Record<string, unknown> & { Id: string; IsDeleted: boolean };

export type LogEntry = {
  n: number;
  method: string;
  path: string;
  status: number;
  userAgent: string | null;
  jobId: string | null;
  batchId: string | null;
  rows: number | null;
  effect: string | null;
  fault: string | null;
};

export type OrgJob = { id: string; state: string; object: string; operation: string };
export type OrgBatch = { id: string; state: string };
export type Described = {
  jobs: OrgJob[];
  classicJobs: (OrgJob & { batches: OrgBatch[] })[];
  log: LogEntry[];
};

/** A practice org in a process of its own, and what its owner may do with it. */
export type OrgHand = {
  port: number;
  token: string;
  control: (change: object) => Promise<void>;
  records: (object: string) => Promise<OrgRecord[]>;
  describe: () => Promise<Described>;
  /** Signs in anew; older tokens stay as they are. */
  renewToken: () => Promise<void>;
  make: (object: string, records: readonly Values[]) => Promise<string[]>;
  /** Any call as the user who loads; the text of the answer, null where it was refused. */
  ask: (method: string, path: string, body?: string) => Promise<string | null>;
  end: () => Promise<void>;
};

const firstLine = async (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (part: Buffer) => {
      text += part.toString();
      if (text.endsWith('\n')) resolve(text);
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the practice org ended with ${code}`)));
  });

const signIn = async (url: string): Promise<string> => {
  const verifier = randomBytes(32).toString('base64url');
  const redirect = 'http://localhost:1717/OauthRedirect';
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: 'bulkhead-practice',
    redirect_uri: redirect,
    scope: 'api refresh_token',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  const agreed = await fetch(`${url}/services/oauth2/authorize?${query.toString()}`, {
    redirect: 'manual',
    headers: { 'X-Practice-Control': controlToken },
  });
  const code = new URL(agreed.headers.get('location') ?? '').searchParams.get('code') ?? '';
  const answer = await fetch(`${url}/services/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      client_id: 'bulkhead-practice',
      redirect_uri: redirect,
      code_verifier: verifier,
    }),
  });
  return ((await answer.json()) as { access_token: string }).access_token;
};

export const startOrg = async (script: string, seed: string): Promise<OrgHand> => {
  const words = ['--json', '--empty', '--control-token', controlToken, '--exit-with-parent', '--seed', seed];
  const child = spawn(process.execPath, [script, ...words], { stdio: ['pipe', 'pipe', 'inherit'] });
  const told = JSON.parse(await firstLine(child)) as { port: number; accessToken: string; control: string };
  const url = `http://127.0.0.1:${told.port}`;
  const asOwner = { 'X-Practice-Control': controlToken, 'Content-Type': 'application/json' };
  const asUser = (path: string): Record<string, string> => ({
    ...(path.startsWith('/services/async/')
      ? { 'X-SFDC-Session': hand.token }
      : { Authorization: `Bearer ${hand.token}` }),
    'Content-Type': path.startsWith('/services/async/') ? 'application/xml' : 'application/json',
    'User-Agent': 'judge',
  });
  const hand: OrgHand = {
    port: told.port,
    token: told.accessToken,
    control: async (change) => {
      const answer = await fetch(told.control, {
        method: 'POST',
        headers: asOwner,
        body: JSON.stringify(change),
      });
      if (!answer.ok) throw new Error(await answer.text());
      await answer.arrayBuffer();
    },
    records: async (object) =>
      (await (
        await fetch(`${told.control}/records?object=${object}`, { headers: asOwner })
      ).json()) as OrgRecord[],
    describe: async () => (await (await fetch(told.control, { headers: asOwner })).json()) as Described,
    renewToken: async () => {
      hand.token = await signIn(url);
    },
    make: async (object, records) => {
      const ids: string[] = [];
      for (let at = 0; at < records.length; at += 200) {
        const some = records
          .slice(at, at + 200)
          .map((values) => ({ attributes: { type: object }, ...values }));
        const text = await hand.ask('POST', `${api}/composite/sobjects`, JSON.stringify({ records: some }));
        const saved = JSON.parse(text ?? '[]') as { id: string; success: boolean }[];
        if (saved.length !== some.length || !saved.every(({ success }) => success))
          throw new Error(String(text));
        ids.push(...saved.map(({ id }) => id));
      }
      return ids;
    },
    ask: async (method, path, body) => {
      const answer = await fetch(`${url}${path}`, {
        method,
        headers: asUser(path),
        ...(body === undefined ? {} : { body }),
      });
      const text = await answer.text();
      return answer.ok ? text : null;
    },
    end: async () => {
      child.removeAllListeners('exit');
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await gone;
    },
  };
  return hand;
};
