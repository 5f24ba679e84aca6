import { describe, expect, it } from 'vitest';
import { AppError } from '../../shared/errors/app-error';
import { readComplaint, toCallFailure, toLostFailure } from './to-app-error';

const json = (errorCode: string, message = ''): string => JSON.stringify([{ errorCode, message }]);
const xml = (code: string, message = ''): string =>
  `<?xml version="1.0"?><error xmlns="http://www.force.com/2009/06/asyncapi/dataload"><exceptionCode>${code}</exceptionCode><exceptionMessage>${message}</exceptionMessage></error>`;

describe('readComplaint', () => {
  it.each([
    [json('NOT_FOUND', 'gone'), { errorCode: 'NOT_FOUND', message: 'gone' }],
    ['{"error":"invalid_grant"}', { errorCode: 'invalid_grant', message: '' }],
    ['{"exceptionCode":"InvalidJob","exceptionMessage":"No"}', { errorCode: 'InvalidJob', message: 'No' }],
    [xml('InvalidBatch', 'a &lt; b'), { errorCode: 'InvalidBatch', message: 'a < b' }],
    ['<html><body>Maintenance</body></html>', null],
    ['<!doctype html><p>Not even closed', null],
    ['<error><exceptionCode>Cut', null],
    ['', null],
    ['"text"', null],
    ['[]', null],
  ])('%j', (body, expected) => {
    expect(readComplaint(body)).toEqual(expected);
  });
});

describe('toCallFailure', () => {
  it.each([
    [401, json('INVALID_SESSION_ID'), 'held-up', 'auth.expired'],
    [400, xml('InvalidSessionId'), 'held-up', 'auth.expired'],
    [403, json('REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.'), 'held-up', 'org.limit'],
    [403, json('REQUEST_LIMIT_EXCEEDED', 'ConcurrentPerOrgLongTxn Limit exceeded.'), 'busy', 'org.limit'],
    [400, xml('ExceededQuota'), 'held-up', 'org.limit'],
    [400, json('EXCEEDEDQUOTA'), 'held-up', 'org.limit'],
    [429, '', 'busy', 'org.limit'],
    [503, json('SERVER_UNAVAILABLE'), 'lost', 'org.limit'],
    [503, '<html></html>', 'lost', 'org.maintenance'],
    [500, json('UNKNOWN_EXCEPTION'), 'lost', 'org.maintenance'],
    [200, '', 'lost', 'org.maintenance'],
    [400, xml('Timeout'), 'lost', 'org.maintenance'],
    [400, xml('Unknown'), 'lost', 'org.maintenance'],
    [403, '<html>wrong host</html>', 'lost', 'org.maintenance'],
    [404, json('NOT_FOUND'), 'gone', 'job.lost'],
    [404, '<html></html>', 'lost', 'org.maintenance'],
    [400, json('INVALIDJOBSTATE'), 'refused', 'org.refused'],
    [400, xml('InvalidJobState'), 'refused', 'org.refused'],
    [403, json('API_DISABLED_FOR_ORG'), 'held-up', 'org.refused'],
    [403, json('INSUFFICIENT_ACCESS'), 'refused', 'org.refused'],
    [414, '<html>too long</html>', 'refused', 'org.refused'],
  ])('%i %s is %s', (status, body, kind, code) => {
    expect(toCallFailure(status, body, 'Acme')).toMatchObject({
      kind,
      error: { code, params: { org: 'Acme' } },
    });
  });

  it.each([
    [{ 'retry-after': '120' }, 120_000],
    [{ 'retry-after': ' 0 ' }, 0],
    [{ 'retry-after': 'Mon, 02 Nov 2026 09:15:30 GMT', date: 'Mon, 02 Nov 2026 09:15:00 GMT' }, 30_000],
    [{ 'retry-after': 'Mon, 02 Nov 2026 09:14:00 GMT', date: 'Mon, 02 Nov 2026 09:15:00 GMT' }, 0],
    [{ 'retry-after': 'soon' }, undefined],
    [{ 'retry-after': '-5' }, undefined],
    [{}, undefined],
  ])('reads how long to wait out of %j', (headers, expected) => {
    expect(toCallFailure(503, '', 'Acme', headers).retryAfterMs).toBe(expected);
  });
});

describe('toLostFailure', () => {
  const stopped = AbortSignal.abort();
  it.each([
    [new Error('socket hang up'), undefined, 'lost', 'org.unreachable'],
    [new AppError('network.cut-off', { host: 'acme' }), undefined, 'lost', 'network.cut-off'],
    [new AppError('network.proxy-sign-in', { host: 'acme' }), undefined, 'held-up', 'network.proxy-sign-in'],
    [new AppError('network.cut-off', { host: 'acme' }), stopped, 'cancelled', 'org.unreachable'],
    [new AppError('store.damaged', { path: 'sent/1-1.csv' }), undefined, 'broken', 'store.damaged'],
  ])('%s is what the org is told of, or this computer', (cause, signal, kind, code) => {
    expect(toLostFailure(cause, 'Acme', signal)).toMatchObject({ kind, error: { code } });
  });
});
