import { expect, test } from 'vitest';
import { readLoginAddress } from './login-address';

test.each([
  ['acme', 'https://acme.my.salesforce.com', 'production'],
  ['  Acme-Renewables ', 'https://acme-renewables.my.salesforce.com', 'production'],
  ['acme--uat', 'https://acme--uat.sandbox.my.salesforce.com', 'sandbox'],
  ['acme.my.salesforce.com', 'https://acme.my.salesforce.com', 'production'],
  ['https://acme.my.salesforce.com/', 'https://acme.my.salesforce.com', 'production'],
  ['https://acme.my.salesforce.com:443/', 'https://acme.my.salesforce.com', 'production'],
  [
    'https://acme.lightning.force.com/lightning/page/home?x=1#y',
    'https://acme.my.salesforce.com',
    'production',
  ],
  ['acme--uat.sandbox.lightning.force.com', 'https://acme--uat.sandbox.my.salesforce.com', 'sandbox'],
  ['acme--uat.lightning.force.com', 'https://acme--uat.my.salesforce.com', 'sandbox'],
  ['https://acme.my.salesforce-setup.com/lightning/setup', 'https://acme.my.salesforce.com', 'production'],
  ['acme--uat.sandbox.my.salesforce-setup.com', 'https://acme--uat.sandbox.my.salesforce.com', 'sandbox'],
  ['acme-dev-ed.develop.my.salesforce.com', 'https://acme-dev-ed.develop.my.salesforce.com', 'sandbox'],
  ['swift-otter.scratch.my.salesforce.com', 'https://swift-otter.scratch.my.salesforce.com', 'sandbox'],
  ['base.lightning.force.mil', 'https://base.my.salesforce.mil', 'production'],
  ['login.salesforce.com', 'https://login.salesforce.com', 'production'],
  ['https://test.salesforce.com', 'https://test.salesforce.com', 'sandbox'],
  ['login.acme.example', 'https://login.acme.example', 'production'],
  ['acme.my.salesforce.com.', 'https://acme.my.salesforce.com', 'production'],
  ['http://localhost:5103/', 'http://localhost:5103', 'this-computer'],
  ['127.0.0.1:5103', 'http://127.0.0.1:5103', 'this-computer'],
  ['https://localhost:5103', 'https://localhost:5103', 'this-computer'],
  ['http://[::1]:5103/x', 'http://[::1]:5103', 'this-computer'],
] as const)('%s is signed in at %s', (typed, loginUrl, looksLike) => {
  expect(readLoginAddress(typed)).toEqual({
    ok: true,
    loginUrl,
    host: loginUrl.replace(/^https?:\/\//, ''),
    looksLike,
  });
});

test.each([
  ['', 'empty'],
  ['   ', 'empty'],
  ['http://acme.my.salesforce.com', 'not-https'],
  ['ftp://acme.my.salesforce.com', 'not-https'],
  ['javascript:alert(1)', 'not-a-host'],
  ['javascript://acme.my.salesforce.com/%0aalert(1)', 'not-https'],
  ['file://localhost/etc/passwd', 'not-https'],
  ['ada@acme.example', 'username'],
  ['https://login.salesforce.com@evil.example/', 'username'],
  ['acme my', 'not-a-host'],
  ['acme_my', 'not-a-host'],
  ['-acme', 'not-a-host'],
  ['acme..my.salesforce.com', 'not-a-host'],
  ['https://', 'not-a-host'],
  ['http://127.0.0.1.evil.example', 'not-https'],
  ['http://localhost.evil.example', 'not-https'],
] as const)('%s is refused: %s', (typed, problem) => {
  expect(readLoginAddress(typed)).toEqual({ ok: false, problem });
});
