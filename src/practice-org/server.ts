import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { ENDED } from './bulk1/job';
import { startBatch } from './bulk1/run-batch';
import { QUERY_ENDED } from './bulk2/query-job';
import { startJob } from './bulk2/routes';
import { startQueryJob } from './bulk2/run-query-job';
import { TERMINAL } from './bulk2/job';
import { handleCall } from './http/handle';
import { openSession, PRACTICE_CLIENT } from './oauth/sessions';
import { foundOrg, prepareOrg } from './found-org';
import type { Org } from './org';
import { ADMIN_USERNAME } from './seed/seed-people';
import { seedAutomations } from './seed/seed-automations';
import { FOUNDED_AT } from './seed/seed-company';
import { changeOrganization, organizationOfKind, type OrgKind } from './seed/seed-organization';
import type { Settings } from './settings';
import { keepOrg, type Stored } from './store/keep';
import { loadOrg, readFounding } from './store/load-org';

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

/** Founds an org, or brings back the one a folder holds, and tells what it holds. */
function openOrg(options: PracticeOrgOptions): { org: Org; stored: Stored | null } {
  const folder = options.dataFolder;
  const stored = folder === undefined ? null : readFounding(folder);
  const org = prepareOrg({
    seed: stored?.seed ?? options.seed ?? 'practice',
    schemaText: options.schema ?? stored?.schemaText ?? null,
    empty: options.empty ?? false,
    settings: options.settings ?? {},
  });
  let records = 0;
  if (folder !== undefined && stored) records = loadOrg(org, folder);
  else foundOrg(org);
  Object.assign(org.settings, options.settings);
  if (options.kind) changeOrganization(org, organizationOfKind(options.kind, org.clock.now()));
  org.brokenLine = options.breakLine ?? readBreakLine();
  seedAutomations(org, FOUNDED_AT);
  return { org, stored: stored && { generation: stored.generation, records } };
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

/**
 * Starts a practice org on this computer. It speaks OAuth, REST and Bulk API 2.0 as Salesforce does and
 * never answers to another machine. Throws when the port is taken or the data folder cannot be read.
 */
export async function startPracticeOrg(options: PracticeOrgOptions = {}): Promise<PracticeOrg> {
  if (options.dataFolder !== undefined) mkdirSync(options.dataFolder, { recursive: true, mode: 0o700 });
  const { org, stored } = openOrg(options);
  const controlToken = options.controlToken ?? randomBytes(24).toString('base64url');
  const keeper = options.dataFolder === undefined ? null : keepOrg(org, options.dataFolder, stored);
  const makeServer = (port: () => number): Server => {
    const server = createServer(
      { keepAliveTimeout: 30_000, requestTimeout: 0, maxHeaderSize: 256 * 1024 },
      (incoming, response) => {
        handleCall(org, controlToken, port(), incoming, response).catch(() => response.destroy());
      },
    );
    return server;
  };
  const { port, servers } = await listenOnLoopback(makeServer, options.port ?? 0);
  const instanceUrl = `http://127.0.0.1:${port}`;
  const known = [...org.sessions.live.values()].find(
    (session) => session.userId === org.adminId && session.grantId === null,
  );
  const { token } = known ?? openSession(org, org.adminId, PRACTICE_CLIENT, 'api web', null);
  resumeJobs(org);
  return {
    port,
    instanceUrl,
    loginUrl: instanceUrl,
    accessToken: token,
    username: ADMIN_USERNAME,
    control: `${instanceUrl}/practice/control`,
    controlToken,
    org,
    close: async () => {
      org.closing = true;
      await Promise.all(servers.map(stop));
      await keeper?.saveNow();
    },
  };
}

/** Whether a folder holds a practice org already. */
export function hasPracticeOrg(folder: string): boolean {
  return existsSync(join(folder, 'org.ndjson'));
}
