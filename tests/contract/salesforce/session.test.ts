import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { openBulkJobs } from '../../../src/main/salesforce/bulk-v2';
import { openNodeNetwork } from '../../../src/main/salesforce/node-network';
import { callForJson, limitSilence, type Session } from '../../../src/main/salesforce/session';
import { listen, type Listening } from '../network/listen';

const { transport } = openNodeNetwork();
const userId = '005000000000001';
const jobId = '750000000000001';
const never = new AbortController().signal;

let servers: Listening[] = [];

const serve = async (
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<Listening> => {
  const server = await listen(answer);
  servers.push(server);
  return server;
};

afterEach(async () => {
  for (const server of servers) await server.close();
  servers = [];
});

/** A session at one address whose refresh leads to another. */
const openSession = (url: string, refreshed = url): Session => {
  let access = { instanceUrl: url, accessToken: 'token' };
  return {
    orgName: 'Test',
    apiVersion: '67.0',
    transport,
    access: () => access,
    refresh: async () => (access = { instanceUrl: refreshed, accessToken: 'fresh' }),
  };
};

const body = async function* body(): AsyncGenerator<string> {
  yield 'Name\n';
  yield 'Acme\n';
};

const writes = {
  create: async (session: Session) =>
    openBulkJobs(session, userId).create({ object: 'Contact', operation: 'insert' }, never),
  upload: async (session: Session) => openBulkJobs(session, userId).upload(jobId, body(), never),
  commit: async (session: Session) => openBulkJobs(session, userId).commit(jobId, never),
  abort: async (session: Session) => openBulkJobs(session, userId).abort(jobId, never),
};

const showPage = (response: ServerResponse): void => {
  response.writeHead(200, { 'Content-Type': 'text/html;charset=UTF-8' });
  response.end('<html>\n<p>Sign in to the office network</p>\n</html>');
};

const faults = {
  'shows a page that says all is well': showPage,
  'answers 503': (response: ServerResponse) => void response.writeHead(503).end('<html>Maintenance</html>'),
  'drops the connection': (response: ServerResponse) => void response.socket?.destroy(),
};

it('waits for no call longer than a command has patience for all of them', async () => {
  const { url } = await serve(() => undefined);
  const impatient = limitSilence(openSession(url), 200);
  await expect(callForJson(impatient, { method: 'GET', path: '/', silence: 600_000 })).rejects.toMatchObject({
    failure: { kind: 'lost', error: { code: 'network.silent' } },
  });
});

describe('a write that brings no answer', () => {
  for (const [call, make] of Object.entries(writes)) {
    for (const [fault, apply] of Object.entries(faults)) {
      it(`counts as lost: ${call}, where the org ${fault}`, async () => {
        const { url } = await serve((request, response) => {
          if (request.method === 'GET') response.end('{}');
          else apply(response);
        });
        await expect(make(openSession(url))).rejects.toMatchObject({ failure: { kind: 'lost' } });
      });
    }
  }
});

it('a page in place of results is none', async () => {
  const { url } = await serve((_request, response) => showPage(response));
  const results = openBulkJobs(openSession(url), userId).results(jobId, 'successfulResults', never);
  await expect(results[Symbol.asyncIterator]().next()).rejects.toMatchObject({
    failure: { kind: 'lost', error: { code: 'org.maintenance' } },
  });
});

describe('a sign-in that has expired', () => {
  it('is refreshed, and the call repeated once and only once', async () => {
    const { url, seen } = await serve((_request, response) => {
      response.writeHead(401, { 'Content-Type': 'application/json' });
      response.end('[{"message":"Session expired or invalid","errorCode":"INVALID_SESSION_ID"}]');
    });
    await expect(writes.commit(openSession(url))).rejects.toMatchObject({
      failure: { kind: 'held-up', error: { code: 'auth.expired' } },
    });
    expect(seen.map(({ headers }) => headers.authorization)).toEqual(['Bearer token', 'Bearer fresh']);
  });
});

describe('an org that has moved', () => {
  const call = { method: 'GET', path: '/services/data/v67.0' } as const;

  it('is found again through the sign-in, and the token goes nowhere else', async () => {
    const there = await serve((_request, response) => response.end('{"at":"home"}'));
    const thief = await serve((_request, response) => response.end('{"at":"elsewhere"}'));
    const here = await serve((_request, response) => response.writeHead(302, { Location: thief.url }).end());
    expect(await callForJson(openSession(here.url, there.url), call)).toEqual({ at: 'home' });
    expect(there.seen.map(({ headers }) => headers.authorization)).toEqual(['Bearer fresh']);
    expect(thief.seen).toEqual([]);
  });

  it('counts as lost where the sign-in leads to the same place', async () => {
    const { url, seen } = await serve((_request, response) =>
      response.writeHead(302, { Location: 'http://127.0.0.1:1/' }).end(),
    );
    await expect(callForJson(openSession(url), call)).rejects.toMatchObject({ failure: { kind: 'lost' } });
    expect(seen).toHaveLength(2);
  });
});
