import { createHash } from 'node:crypto';
import {
  doctorChecks,
  type DoctorCheck,
  type DoctorFinding,
  type DoctorLine,
  type DoctorReport,
} from '../../shared/domain/doctor';
import type { OrgLimits } from '../../shared/domain/limits';
import { AppError, toWireError } from '../../shared/errors/app-error';
import { checkApi, checkBulk, checkScopes } from '../salesforce/check-org';
import { buildAuthorizeUrl, probeAuthorize, reachLoginHost, toUnreachable } from '../salesforce/oauth';
import { toAppError } from '../salesforce/to-app-error';
import { isLoopback, readText, type Network } from '../salesforce/transport';
import type { OrgSession } from './org-sessions';
import { readAddress } from './read-address';

/** Which connection is to be checked: that of a known org, or one that is only filled in so far. */
export type DoctorTarget = { orgId: string } | { address: string; clientId: string };

export type Doctor = {
  /** Checks a connection from the name of its host to what the org allows, and tells every step. */
  check: (target: DoctorTarget) => Promise<DoctorReport>;
  /** The newest check; null before the first. */
  report: () => DoctorReport | null;
};

export type DoctorPorts = {
  network: Network;
  findOrg: (orgId: string) => Promise<{ loginUrl: string; clientId: string | null } | null>;
  /** A session that needs no person; null where only one can sign in. */
  openSession: (orgId: string) => Promise<OrgSession | null>;
  limits: (orgId: string) => Promise<OrgLimits>;
  /** Lets a proxy ask again whom nobody wanted to answer. */
  askAgain: () => void;
  /** The address Salesforce is to send the browser back to. */
  callbackUri: string;
  publish: (report: DoctorReport) => void;
};

/** What is known while a connection is checked; each check adds what the next ones need. */
type Patient = {
  loginUrl: URL;
  clientId: string;
  orgId: string | null;
  session: OrgSession | null;
  signal: AbortSignal;
};

type Found = { code: DoctorFinding; params?: Record<string, string | number> };
type Check = (patient: Patient) => Promise<Found>;

/** A host that has not answered after this is not going to, milliseconds. */
const patience = 20_000;

const unmade: ReadonlySet<DoctorFinding> = new Set(['earlier-failed', 'no-client', 'signed-out']);

const createChecks = ({
  network,
  openSession,
  limits,
  callbackUri,
}: DoctorPorts): Record<DoctorCheck, Check> => {
  const needsSession =
    (check: (held: OrgSession) => Promise<Found>): Check =>
    async ({ session }) =>
      session === null ? { code: 'signed-out' } : check(session);

  return {
    name: async ({ loginUrl }) => {
      const host = loginUrl.hostname;
      if (isLoopback(host)) return { code: 'this-computer', params: { host } };
      const route = await network.findRoute(loginUrl.href);
      if (route.via === 'direct') {
        await network.resolveName(host);
        return { code: 'name-known', params: { host } };
      }
      // Behind a proxy nobody but the proxy has to know the org's address.
      await network.resolveName(new URL(`http://${route.proxy}`).hostname);
      return { code: 'name-left-to-proxy', params: { host, proxy: route.proxy } };
    },
    secure: async ({ loginUrl, signal }) => {
      const url = new URL('/services/data', loginUrl).href;
      try {
        // Any answer will do: what it says is for the next line.
        await readText(await network.transport({ method: 'GET', url, silence: patience, signal }));
      } catch (cause) {
        throw toUnreachable(cause);
      }
      const host = loginUrl.hostname;
      if (loginUrl.protocol !== 'https:') return { code: 'secure-not-needed', params: { host } };
      const route = await network.findRoute(url);
      return route.via === 'direct'
        ? { code: 'secure-direct', params: { host } }
        : { code: 'secure-proxy', params: { host, proxy: route.proxy } };
    },
    host: async ({ loginUrl, signal }) => {
      await reachLoginHost(loginUrl.origin, network.transport, signal);
      return { code: 'host-answers', params: { host: loginUrl.host } };
    },
    app: async ({ loginUrl, clientId, signal }) => {
      if (clientId === '') return { code: 'no-client' };
      const challenge = createHash('sha256').update('doctor').digest('base64url');
      const url = buildAuthorizeUrl(
        { loginUrl: loginUrl.origin, clientId },
        { redirectUri: callbackUri, state: 'doctor', challenge, loginHint: null },
      );
      await probeAuthorize(url, callbackUri, network.transport, signal);
      return { code: 'app-known' };
    },
    scopes: async (patient) => {
      patient.session = patient.orgId === null ? null : await openSession(patient.orgId);
      if (patient.session === null) return { code: 'signed-out' };
      const { org, session } = patient.session;
      await checkScopes(session);
      const isLasting = org.place !== null && org.place !== 'session';
      return { code: isLasting ? 'scopes-lasting' : 'scopes-for-now' };
    },
    api: needsSession(async ({ org, session }) => {
      await checkApi(session);
      return { code: 'api-answers', params: { user: org.username, version: session.apiVersion } };
    }),
    bulk: needsSession(async ({ org, session }) => {
      await checkBulk(session);
      return { code: 'bulk-answers', params: { user: org.username } };
    }),
    limits: needsSession(async ({ org }) => {
      const { apiCalls, bulkBatches } = await limits(org.id);
      if (apiCalls?.left === 0 || bulkBatches?.left === 0) throw new AppError('org.limit');
      if (apiCalls === null) return { code: 'limits-hidden' };
      const calls = { left: apiCalls.left, max: apiCalls.max };
      return bulkBatches === null
        ? { code: 'limits-calls-left', params: calls }
        : { code: 'limits-left', params: { ...calls, batches: bulkBatches.left } };
    }),
  };
};

const blankLine = (check: DoctorCheck): DoctorLine => ({
  check,
  state: 'waiting',
  finding: null,
  error: null,
});

/** Where a connection breaks, line by line; a line that fails says what to do, and those after it wait. */
export const createDoctor = (ports: DoctorPorts): Doctor => {
  const checks = createChecks(ports);
  let report: DoctorReport | null = null;
  let version = 0;
  let running: AbortController | null = null;

  const readTarget = async (target: DoctorTarget): Promise<Omit<Patient, 'session' | 'signal'>> => {
    if ('orgId' in target) {
      const org = await ports.findOrg(target.orgId);
      if (org === null) throw new AppError('org.not-connected');
      return { loginUrl: new URL(org.loginUrl), clientId: org.clientId ?? '', orgId: target.orgId };
    }
    const { loginUrl } = readAddress(target.address);
    return { loginUrl: new URL(loginUrl), clientId: target.clientId.trim(), orgId: null };
  };

  const perform = async (check: DoctorCheck, patient: Patient): Promise<DoctorLine> => {
    try {
      const { code, params = {} } = await checks[check](patient);
      const state = unmade.has(code) ? 'unchecked' : 'ok';
      return { check, state, finding: { code, params }, error: null };
    } catch (cause) {
      return { check, state: 'failing', finding: null, error: toWireError(toAppError(cause)) };
    }
  };

  return {
    report: () => report,
    check: async (target) => {
      const aim = await readTarget(target);
      ports.askAgain();
      running?.abort();
      const controller = new AbortController();
      running = controller;
      const patient: Patient = { ...aim, session: null, signal: controller.signal };
      const lines = doctorChecks.map(blankLine);
      const startedAt = Date.now();
      const tell = (isRunning: boolean): DoctorReport => {
        const { orgId } = patient;
        const now = { version: (version += 1), host: patient.loginUrl.host, orgId, isRunning, startedAt };
        const told = { ...now, lines: lines.map((line) => ({ ...line })) };
        // A check that was overtaken by another has nothing more to say.
        if (running === controller) ports.publish((report = told));
        return told;
      };
      let hasFailed = false;
      for (const [index, check] of doctorChecks.entries()) {
        if (hasFailed) {
          lines[index] = {
            ...blankLine(check),
            state: 'unchecked',
            finding: { code: 'earlier-failed', params: {} },
          };
          continue;
        }
        lines[index] = { ...blankLine(check), state: 'checking' };
        tell(true);
        lines[index] = await perform(check, patient);
        hasFailed = lines[index].state === 'failing';
      }
      return tell(false);
    },
  };
};
