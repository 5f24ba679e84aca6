import { describe, expect, test } from 'vitest';
import { AppError } from '../../shared/errors/app-error';
import { isUnanswered, toNetworkError } from './network-fault';

const chromium = (name: string): Error => new Error(`net::${name}`);
const node = (code: string): Error => Object.assign(new Error('failed'), { code });

describe('names of failures', () => {
  test.each([
    [chromium('ERR_INTERNET_DISCONNECTED'), 'network.offline'],
    [node('ENETUNREACH'), 'network.offline'],
    [chromium('ERR_NAME_NOT_RESOLVED'), 'network.name'],
    [node('ENOTFOUND'), 'network.name'],
    [node('EAI_AGAIN'), 'network.name'],
    [chromium('ERR_CONNECTION_REFUSED'), 'network.refused'],
    [node('ECONNREFUSED'), 'network.refused'],
    [node('EHOSTUNREACH'), 'network.refused'],
    [chromium('ERR_ADDRESS_UNREACHABLE'), 'network.refused'],
    [chromium('ERR_CONNECTION_TIMED_OUT'), 'network.silent'],
    [node('ETIMEDOUT'), 'network.silent'],
    [chromium('ERR_CONNECTION_RESET'), 'network.cut-off'],
    [chromium('ERR_NETWORK_CHANGED'), 'network.cut-off'],
    [chromium('ERR_SSL_PROTOCOL_ERROR'), 'network.cut-off'],
    [node('ECONNRESET'), 'network.cut-off'],
    [node('EPIPE'), 'network.cut-off'],
    [chromium('ERR_CERT_AUTHORITY_INVALID'), 'network.certificate'],
    [node('UNABLE_TO_VERIFY_LEAF_SIGNATURE'), 'network.certificate'],
    [node('SELF_SIGNED_CERT_IN_CHAIN'), 'network.certificate'],
    [node('DEPTH_ZERO_SELF_SIGNED_CERT'), 'network.certificate'],
    [chromium('ERR_CERT_DATE_INVALID'), 'network.certificate-date'],
    [node('CERT_HAS_EXPIRED'), 'network.certificate-date'],
    [node('CERT_NOT_YET_VALID'), 'network.certificate-date'],
    [chromium('ERR_CERT_COMMON_NAME_INVALID'), 'network.certificate-name'],
    [node('ERR_TLS_CERT_ALTNAME_INVALID'), 'network.certificate-name'],
    [chromium('ERR_PROXY_CONNECTION_FAILED'), 'network.proxy'],
    [chromium('ERR_TUNNEL_CONNECTION_FAILED'), 'network.proxy'],
    [chromium('ERR_PROXY_AUTH_UNSUPPORTED'), 'network.proxy-sign-in'],
  ])('%o is %s', (cause, code) => {
    expect(toNetworkError(cause, 'acme.test', null)).toMatchObject({ code, params: { host: 'acme.test' } });
  });
});

test('what is not found on the way through a proxy is the proxy', () => {
  for (const code of ['ENOTFOUND', 'ECONNREFUSED']) {
    expect(toNetworkError(node(code), 'acme.test', 'proxy:80')).toMatchObject({
      code: 'network.proxy',
      params: { proxy: 'proxy:80' },
    });
  }
});

test('says nothing of failures that are none of the network', () => {
  expect(toNetworkError(new Error('out of paper'), 'acme.test', null)).toBeNull();
  expect(toNetworkError('?', 'acme.test', null)).toBeNull();
});

test('knows which errors say nothing about the org', () => {
  expect(isUnanswered(new AppError('network.name'))).toBe(true);
  expect(isUnanswered(new AppError('org.unreachable'))).toBe(true);
  expect(isUnanswered(new AppError('auth.expired'))).toBe(false);
});
