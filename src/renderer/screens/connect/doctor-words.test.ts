import { expect, test } from 'vitest';
import {
  doctorChecks,
  doctorFindings,
  type DoctorLine,
  type DoctorReport,
} from '../../../shared/domain/doctor';
import { sayFinding, sayReport, writeReport } from './doctor-words';

const words = {
  host: 'acme.my.salesforce.com',
  proxy: 'proxy:80',
  user: 'ada',
  version: '67.0',
  left: 1,
  max: 2,
  batches: 3,
};

const line = (check: DoctorLine['check'], change: Partial<DoctorLine> = {}): DoctorLine => ({
  check,
  state: 'ok',
  finding: { code: 'name-known', params: words },
  error: null,
  ...change,
});

const report = (lines: DoctorLine[], isRunning = false): DoctorReport => ({
  version: 1,
  host: 'acme.my.salesforce.com',
  orgId: null,
  isRunning,
  startedAt: Date.UTC(2026, 10, 26, 9, 30),
  lines,
});

const broken = line('secure', {
  state: 'failing',
  finding: null,
  error: {
    code: 'network.certificate',
    params: { host: 'acme.my.salesforce.com' },
    detail: 'ERR_CERT_AUTHORITY_INVALID',
  },
});
const later = line('host', { state: 'unchecked', finding: { code: 'earlier-failed', params: {} } });

test.each(doctorFindings)('%s is said in a sentence', (code) => {
  expect(sayFinding(line('name', { finding: { code, params: words } }))).toMatch(/^\S.*\.$/);
});

test('says how the connection stands', () => {
  expect(sayReport(report([line('name')], true))).toBe('Checking acme.my.salesforce.com');
  expect(sayReport(report(doctorChecks.map((check) => line(check))))).toContain('Every line');
  expect(sayReport(report([line('name'), later]))).toContain('as far as it can be checked');
  expect(sayReport(report([line('name'), broken, later]))).toContain('breaks at “Proxy and certificate”');
});

test('writes a report that somebody else can work with', () => {
  expect(
    writeReport(report([line('name'), broken, later]), '0.1.0')
      .split('\n')
      .slice(1),
  ).toEqual([
    'The connection to acme.my.salesforce.com breaks at “Proxy and certificate”.',
    '[In order] Address',
    '  A name server knows acme.my.salesforce.com.',
    '[Fails here] Proxy and certificate',
    expect.stringMatching(/^ {2}The connection can’t be trusted\. .* Bulkhead then trusts it too\.$/),
    '  network.certificate: ERR_CERT_AUTHORITY_INVALID',
    '[Not checked] Login host',
    '  Comes after the line that fails.',
  ]);
});

test('shows a code it does not know as something unexpected, with the code', () => {
  const odd = line('name', { state: 'failing', finding: null, error: { code: 'moon.phase', params: {} } });
  expect(writeReport(report([odd]), '0.1.0')).toContain('app.unexpected: moon.phase');
});
