import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openNodeNetwork } from '../../../src/main/salesforce/node-network';
import type { Network } from '../../../src/main/salesforce/transport';
import { createDoctor, type Doctor, type DoctorPorts } from '../../../src/main/use-cases/doctor';
import { doctorChecks, type DoctorCheck, type DoctorReport } from '../../../src/shared/domain/doctor';
import { AppError } from '../../../src/shared/errors/app-error';
import { hasMessage, text } from '../../../src/shared/messages/format';
import { listen } from '../network/listen';
import { openSignInWorld, type SignInWorld } from './world';

let world: SignInWorld;
let orgId: string;
beforeAll(async () => {
  world = await openSignInWorld('doctor');
  const state = await world.signIn();
  orgId = state.phase === 'done' ? state.signedIn : '';
});
beforeEach(async () => world.control({ settings: null, faults: [] }));
afterEach(() => world.program.signIns.close());
afterAll(() => world.end());

const practiceClient = 'bulkhead-practice';

/** `name:ok secure:failing …`, up to the first line that waits for one before it. */
const summarize = ({ lines }: DoctorReport): string =>
  lines.map(({ check, state }) => `${check}:${state}`).join(' ');

const rest = (after: DoctorCheck): string =>
  doctorChecks
    .slice(doctorChecks.indexOf(after) + 1)
    .map((check) => `${check}:unchecked`)
    .join(' ');

/** Every line says what it found, or why it fails and what to do, in sentences of the catalogue. */
const expectWords = ({ lines }: DoctorReport): void => {
  for (const { check, state, finding, error } of lines) {
    expect(text(`doctor.${check}`)).not.toBe('');
    if (state === 'failing') {
      expect(finding).toBeNull();
      for (const part of ['title', 'why', 'remedy']) {
        const key = `error.${error?.code}.${part}`;
        expect(hasMessage(key)).toBe(true);
        if (hasMessage(key)) expect(text(key, error?.params)).toMatch(/\S/);
      }
    } else {
      expect(error).toBeNull();
      expect(finding === null ? '' : text(`doctor.found.${finding.code}`, finding.params)).toMatch(/\.$/);
    }
  }
};

const check = async (target = { orgId }): Promise<DoctorReport> => {
  const report = await world.call['doctor.check'](target);
  expectWords(report);
  expect(report).toEqual(await world.call['doctor.get'](undefined));
  return report;
};

const faultOf = (report: DoctorReport) => report.lines.find(({ state }) => state === 'failing');

describe('an org that is signed in to', () => {
  it('is in order from the name to the limits', async () => {
    const report = await check();
    expect(summarize(report)).toBe(doctorChecks.map((name) => `${name}:ok`).join(' '));
    expect(report.lines.map(({ finding }) => finding?.code)).toEqual([
      'this-computer',
      'secure-not-needed',
      'host-answers',
      'app-known',
      'scopes-lasting',
      'api-answers',
      'bulk-answers',
      'limits-left',
    ]);
    expect(report).toMatchObject({ orgId, isRunning: false, host: new URL(world.gateway.url).host });
  });

  it('tells no token', async () => {
    const told = JSON.stringify(await check());
    for (const token of world.gateway.tokens) expect(told).not.toContain(token);
    for (const token of world.keychain.entries.values()) expect(told).not.toContain(token);
    expect(told).not.toMatch(/00D\w{12,15}!/);
  });

  const refusals: [DoctorCheck, string, object, string][] = [
    ['host', '/services/data$', { status: 503 }, 'org.maintenance'],
    [
      'scopes',
      '/services/data/v67.0$',
      {
        status: 401,
        errorCode: 'INVALID_SESSION_ID',
        message: 'This session is not valid for use with the REST API',
      },
      'auth.scope-missing',
    ],
    [
      'api',
      '/query',
      { status: 403, errorCode: 'API_DISABLED_FOR_ORG', message: 'The REST API is not enabled' },
      'auth.api-off',
    ],
    [
      'bulk',
      '/jobs/ingest',
      { status: 403, errorCode: 'FUNCTIONALITY_NOT_ENABLED', message: 'Bulk API is off' },
      'org.bulk-off',
    ],
  ];
  it.each(refusals)('breaks at %s', async (at, pathPattern, answer, code) => {
    await world.control({ faults: [{ pathPattern, action: 'status', times: 5, ...answer }] });
    const report = await check();
    expect(summarize(report)).toBe(
      `${doctorChecks
        .slice(0, doctorChecks.indexOf(at))
        .map((name) => `${name}:ok`)
        .join(' ')} ${at}:failing ${rest(at)}`,
    );
    expect(faultOf(report)?.error?.code).toBe(code);
  });

  it('says that nothing is left today', async () => {
    const spent = openDoctor({
      limits: async () => ({ apiCalls: { left: 0, max: 15_000 }, bulkBatches: null, asOf: 0 }),
    });
    const report = await spent.doctor.check({ orgId });
    expect(faultOf(report)).toMatchObject({ check: 'limits', error: { code: 'org.limit' } });
  });

  it('does without limits the user may not see', async () => {
    const blind = openDoctor({ limits: async () => ({ apiCalls: null, bulkBatches: null, asOf: 0 }) });
    const report = await blind.doctor.check({ orgId });
    expect(report.lines.at(-1)).toMatchObject({ state: 'ok', finding: { code: 'limits-hidden' } });
  });
});

describe('an org that is filled in', () => {
  const checkForm = async (clientId: string): Promise<DoctorReport> => {
    const report = await world.call['doctor.check']({ address: world.gateway.url, clientId });
    expectWords(report);
    return report;
  };

  it('is checked as far as that goes without a sign-in', async () => {
    const report = await checkForm(practiceClient);
    expect(summarize(report)).toBe(
      'name:ok secure:ok host:ok app:ok scopes:unchecked api:unchecked bulk:unchecked limits:unchecked',
    );
    expect(report.lines.at(-1)?.finding?.code).toBe('signed-out');
  });

  it('is checked without a consumer key, too', async () => {
    const { lines } = await checkForm('  ');
    expect(lines[3]).toMatchObject({ state: 'unchecked', finding: { code: 'no-client' } });
    expect(lines[4]).toMatchObject({ state: 'unchecked', finding: { code: 'signed-out' } });
  });

  it('breaks at an app that Salesforce does not know', async () => {
    const report = await checkForm('3MVG9.nobody-knows-this');
    expect(faultOf(report)).toMatchObject({ check: 'app', error: { code: 'auth.wrong-client' } });
  });

  it('breaks at an address where something else answers', async () => {
    const printer = await listen((_request, response) => response.end('<h1>Printer</h1>'));
    const report = await world.call['doctor.check']({ address: printer.url, clientId: '' });
    expect(faultOf(report)).toMatchObject({ check: 'host', error: { code: 'auth.not-salesforce' } });
    await printer.close();
  });

  it('is refused with an address that is none', async () => {
    const doctor = world.call['doctor.check'];
    await expect(doctor({ address: 'http://acme.example', clientId: '' })).rejects.toMatchObject({
      code: 'auth.not-https',
    });
    await expect(doctor({ orgId: '00D000000000000' })).rejects.toMatchObject({ code: 'org.not-connected' });
  });
});

/** A doctor for networks that this computer does not have. */
const openDoctor = (
  change: Partial<DoctorPorts>,
): { doctor: Doctor; told: DoctorReport[]; asked: number[] } => {
  const told: DoctorReport[] = [];
  const asked: number[] = [];
  const doctor = createDoctor({
    network: openNodeNetwork(),
    findOrg: async () => ({ loginUrl: world.org.loginUrl, clientId: practiceClient }),
    openSession: async () => world.program.orgs.open(orgId),
    limits: world.program.limits,
    askAgain: () => asked.push(Date.now()),
    callbackUri: 'http://localhost:1717/OauthRedirect',
    publish: (report) => told.push(report),
    ...change,
  });
  return { doctor, told, asked };
};

describe('a network', () => {
  const acme = { address: 'acme.my.salesforce.com', clientId: '' };
  const failing = async (
    code: 'network.name' | 'network.proxy-sign-in' | 'network.certificate',
  ): Promise<never> => {
    throw new AppError(code, { host: 'acme.my.salesforce.com', proxy: 'proxy:80' });
  };
  const noNetwork: Network = {
    transport: async () => failing('network.certificate'),
    findRoute: async () => ({ via: 'direct' }),
    resolveName: async () => failing('network.name'),
    dropConnections: async () => undefined,
  };

  it('breaks where the name is not known', async () => {
    const report = await openDoctor({ network: noNetwork }).doctor.check(acme);
    expectWords(report);
    expect(summarize(report)).toBe(`name:failing ${rest('name')}`);
    expect(faultOf(report)?.error).toMatchObject({
      code: 'network.name',
      params: { host: 'acme.my.salesforce.com' },
    });
  });

  it('leaves names to the proxy, and asks for the proxy’s own', async () => {
    const names: string[] = [];
    const network: Network = {
      ...noNetwork,
      findRoute: async () => ({ via: 'proxy', proxy: 'proxy.acme.test:8080' }),
      resolveName: async (name) => {
        names.push(name);
        return ['192.0.2.1'];
      },
    };
    const report = await openDoctor({ network }).doctor.check(acme);
    expectWords(report);
    expect(names).toEqual(['proxy.acme.test']);
    expect(report.lines[0]).toMatchObject({ state: 'ok', finding: { code: 'name-left-to-proxy' } });
    expect(faultOf(report)).toMatchObject({ check: 'secure', error: { code: 'network.certificate' } });
  });

  it('lets a proxy ask anew at every check', async () => {
    const transport = async (): Promise<never> => failing('network.proxy-sign-in');
    const network: Network = { ...noNetwork, resolveName: async () => [], transport };
    const { doctor, asked } = openDoctor({ network });
    expect(faultOf(await doctor.check(acme))?.error?.code).toBe('network.proxy-sign-in');
    await doctor.check(acme);
    expect(asked).toHaveLength(2);
  });
});

describe('the telling', () => {
  it('goes line by line, with versions that grow', async () => {
    const { doctor, told } = openDoctor({});
    await doctor.check({ orgId });
    await doctor.check({ orgId });
    expect(told.map(({ version }) => version)).toEqual(told.map((_, index) => index + 1));
    const first = told.slice(0, doctorChecks.length + 1);
    expect(first.map(({ isRunning }) => isRunning)).toEqual([...doctorChecks.map(() => true), false]);
    expect(
      first.slice(0, -1).map(({ lines }) => lines.find(({ state }) => state === 'checking')?.check),
    ).toEqual([...doctorChecks]);
  });

  it('ends a check that is overtaken by another', async () => {
    let isSlow = true;
    const quick = openNodeNetwork();
    const network: Network = {
      ...quick,
      transport: async (request) =>
        isSlow
          ? new Promise((_resolve, reject) => {
              request.signal?.addEventListener('abort', () => reject(new Error('aborted')));
            })
          : quick.transport(request),
    };
    const { doctor, told } = openDoctor({ network });
    const first = doctor.check({ orgId });
    await expect.poll(() => told.length).toBe(2);
    isSlow = false;
    const second = await doctor.check({ orgId });
    await first;
    expect(summarize(second)).not.toContain('failing');
    expect(doctor.report()).toEqual(second);
    expect(told.at(-1)).toEqual(second);
  });
});
