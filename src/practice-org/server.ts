import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ENDED } from './bulk1/job';
import { startBatch } from './bulk1/run-batch';
import { QUERY_ENDED } from './bulk2/query-job';
import { startJob } from './bulk2/routes';
import { startQueryJob } from './bulk2/run-query-job';
import { TERMINAL } from './bulk2/job';
import { handleCall } from './http/handle';
import { makeToken, openSession, PRACTICE_CLIENT } from './oauth/sessions';
import { foundOrg, prepareOrg } from './found-org';
import type { Org } from './org';
import { ADMIN_USERNAME } from './seed/seed-people';
import { seedAutomations } from './seed/seed-automations';
import { FOUNDED_AT } from './seed/seed-company';
import { changeOrganization, organizationOfKind, type OrgKind } from './seed/seed-organization';
import type { Settings } from './settings';
import { keepOrg, type Keeper, type Stored } from './store/keep';
import { tokenPath } from './store/lines';
import { loadOrg, readFounding, type Founding } from './store/load-org';

export type PracticeOrgOptions = {
  /** 0 takes any free port. */
  port?: number;
  /** Decides every id, name and shuffled order. */
  seed?: string;
  /** A folder to keep the org in; without one it lives as long as the process. */
  dataFolder?: string;
  /** Leave out the accounts and contacts. */
  empty?: boolean;
  controlToken?: string;
  /** The text of a file with describe results, whose objects stand in place of the company's. */
  schema?: string;
  /** What the org passes itself off as; a developer's unless said. */
  kind?: OrgKind;
  settings?: Partial<Settings>;
  /** Violate this line of the conformance list, to prove that its test notices. */
  breakLine?: number;
};

export type PracticeOrg = {
  port: number;
  instanceUrl: string;
  loginUrl: string;
  /** A session of the admin, open from the start. */
  accessToken: string;
  username: string;
  control: string;
  controlToken: string;
  org: Org;
  /** Stops answering, saves, and lets running jobs rest where they are. */
  close: () => Promise<void>;
};

/** Tests of the tests break every org they start, through the environment. */
function readBreakLine(): number | null {
  const line = Number(process.env['PRACTICE_BREAK'] ?? '');
  return Number.isInteger(line) && line > 0 ? line : null;
}

/** The org of these options as far as it is known at once; throws where schema or folder cannot be read. */
function prepare(options: PracticeOrgOptions): { org: Org; founding: Founding | null } {
  const { dataFolder } = options;
  if (dataFolder !== undefined) mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const founding = dataFolder === undefined ? null : readFounding(dataFolder);
  const org = prepareOrg({
    seed: founding?.seed ?? options.seed ?? 'practice',
    schemaText: options.schema ?? founding?.schemaText ?? null,
    empty: options.empty ?? false,
    settings: options.settings ?? {},
  });
  org.brokenLine = options.breakLine ?? readBreakLine();
  return { org, founding };
}

/** Founds the org, or brings back what its folder holds; answers what that is. A big org takes a while. */
async function fill(
  org: Org,
  options: PracticeOrgOptions,
  founding: Founding | null,
): Promise<Stored | null> {
  const folder = options.dataFolder;
  let stored: Stored | null = null;
  if (folder !== undefined && founding)
    stored = { ...founding, records: await loadOrg(org, folder, founding.generation) };
  else foundOrg(org);
  Object.assign(org.settings, options.settings);
  if (options.kind) changeOrganization(org, organizationOfKind(options.kind, org.clock.now()));
  seedAutomations(org, FOUNDED_AT);
  return stored;
}

/** The session an org announces is the same whenever its folder is opened again. */
function readToken(org: Org, folder: string | undefined): string {
  const path = folder === undefined ? null : tokenPath(folder);
  return path !== null && existsSync(path) ? readFileSync(path, 'utf8') : makeToken(org);
}

/** Goes on with every job that ran when the org was stopped. */
function resumeJobs(org: Org): void {
  for (const job of org.jobs.values())
    if (!TERMINAL.has(job.state) && job.state !== 'Open') startJob(org, job);
  for (const job of org.queryJobs.values()) if (!QUERY_ENDED.has(job.state)) startQueryJob(org, job);
  for (const job of org.classicJobs.values())
    for (const batch of job.batches) if (!ENDED.has(batch.state)) startBatch(org, job, batch);
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

/** Answers on both loopback addresses, since `localhost` may mean either; without IPv6 one is enough. */
async function listenOnLoopback(
  makeServer: (port: () => number) => Server,
  port: number,
): Promise<{ port: number; servers: Server[] }> {
  let actual = 0;
  const first = makeServer(() => actual);
  actual = await listen(first, port, '127.0.0.1');
  const second = makeServer(() => actual);
  const both = await listen(second, actual, '::1').then(
    () => true,
    () => false,
  );
  return { port: actual, servers: both ? [first, second] : [first] };
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** Makes everything run that waits for the org to be there. */
function begin(org: Org, folder: string | undefined, stored: Stored | null, token: string): Keeper | null {
  if (!org.sessions.live.has(token)) openSession(org, org.adminId, PRACTICE_CLIENT, 'api web', null, token);
  if (folder !== undefined) writeFileSync(tokenPath(folder), token, { mode: 0o600 });
  const keeper = folder === undefined ? null : keepOrg(org, folder, stored);
  resumeJobs(org);
  return keeper;
}

/**
 * Starts a practice org on this computer. It speaks OAuth, REST and the Bulk APIs as Salesforce does and never
 * answers to another machine. A big org that a folder holds takes a while to be read: calls wait for it, and so
 * does `ready`, which fails where it cannot be read. Throws when the port is taken, or the schema no schema.
 */
export async function openPracticeOrg(
  options: PracticeOrgOptions = {},
): Promise<PracticeOrg & { ready: Promise<void> }> {
  const { dataFolder } = options;
  const { org, founding } = prepare(options);
  const controlToken = options.controlToken ?? randomBytes(24).toString('base64url');
  const accessToken = readToken(org, dataFolder);
  let keeper: Keeper | null = null;
  const ready = fill(org, options, founding).then((stored) => {
    if (!org.closing) keeper = begin(org, dataFolder, stored, accessToken);
  });
  ready.catch(() => undefined);
  const makeServer = (port: () => number): Server =>
    createServer(
      { keepAliveTimeout: 30_000, requestTimeout: 0, maxHeaderSize: 256 * 1024 },
      (incoming, response) => {
        ready
          .then(() => handleCall(org, controlToken, port(), incoming, response))
          .catch(() => response.destroy());
      },
    );
  const { port, servers } = await listenOnLoopback(makeServer, options.port ?? 0);
  const instanceUrl = `http://127.0.0.1:${port}`;
  return {
    port,
    instanceUrl,
    loginUrl: instanceUrl,
    accessToken,
    username: ADMIN_USERNAME,
    control: `${instanceUrl}/practice/control`,
    controlToken,
    org,
    ready,
    close: async () => {
      org.closing = true;
      await Promise.all(servers.map(stop));
      await ready.catch(() => undefined);
      await keeper?.saveNow();
      // A token that was ended must not live again.
      if (dataFolder !== undefined && keeper && !org.sessions.live.has(accessToken))
        rmSync(tokenPath(dataFolder));
    },
  };
}

/** {@link openPracticeOrg} that waits until everything is there. */
export async function startPracticeOrg(options: PracticeOrgOptions = {}): Promise<PracticeOrg> {
  const practice = await openPracticeOrg(options);
  try {
    await practice.ready;
  } catch (cause) {
    await practice.close();
    throw cause;
  }
  return practice;
}
