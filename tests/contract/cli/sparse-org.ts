import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A job of Bulk API 2.0 as the server keeps it. */
type Job = { id: string; state: string; body: string; fields: Record<string, unknown> };

/**
 * A server that speaks as little of Salesforce as a load may ask for: `/services/data`, the description of one
 * object with little in it, and jobs of Bulk API 2.0. Everything else is refused with one status.
 */
export type SparseOrg = {
  url: string;
  jobs: Job[];
  /** Method and path of every call, and whether it brought the token. */
  log: string[];
  /** Sends every call elsewhere from now on. */
  redirectTo: (url: string | null) => void;
  close: () => Promise<void>;
};

const readBody = async (request: IncomingMessage): Promise<string> => {
  let body = '';
  for await (const part of request) body += String(part);
  return body;
};

const fields = [
  { name: 'Id', type: 'id', createable: false, updateable: false },
  { name: 'Name', type: 'string', createable: true, updateable: true },
  { name: 'Ext__c', label: 'External', type: 'string' },
  { name: 'Parent__c', type: 'reference' },
];

export const openSparseOrg = async (refusal: 403 | 404 | 501): Promise<SparseOrg> => {
  const jobs: Job[] = [];
  const log: string[] = [];
  let elsewhere: string | null = null;

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = request.url ?? '';
    const body = await readBody(request);
    log.push(`${request.method} ${path}${request.headers.authorization === undefined ? '' : ' with token'}`);
    const send = (status: number, content: unknown, type = 'application/json'): void => {
      response.writeHead(status, { 'Content-Type': type });
      response.end(typeof content === 'string' ? content : JSON.stringify(content));
    };
    if (elsewhere !== null) {
      response.writeHead(302, { Location: elsewhere + path }).end();
      return;
    }
    const versions = [{ version: '58.0' }, { version: '61.0' }, { version: '99.0' }];
    const base = '/services/data/v61.0';
    if (path === '/services/data') return send(200, versions);
    if (path === `${base}/sobjects/Thing__c/describe`) return send(200, { name: 'Thing__c', fields });
    if (!path.startsWith(`${base}/jobs/ingest`))
      return send(refusal, refusal === 501 ? 'not here' : [{ errorCode: 'NOT_HERE', message: 'no' }]);
    const [, id, part] = /^\/([^/?]+)(?:\/([^/?]+))?/.exec(path.slice(`${base}/jobs/ingest`.length)) ?? [];
    if (id === undefined && request.method === 'POST') {
      const job: Job = {
        id: `75000000000${1000 + jobs.length}AAA`,
        state: 'Open',
        body: '',
        fields: JSON.parse(body) as Record<string, unknown>,
      };
      jobs.push(job);
      return send(200, { id: job.id, state: job.state });
    }
    const job = jobs.find((known) => known.id === id);
    if (job === undefined) return send(404, [{ errorCode: 'NOT_FOUND', message: 'no such job' }]);
    if (part === 'batches') {
      job.body = body;
      return send(201, '');
    }
    if (request.method === 'PATCH') {
      job.state = (JSON.parse(body) as { state: string }).state === 'Aborted' ? 'Aborted' : 'JobComplete';
      return send(200, { id: job.id, state: 'UploadComplete' });
    }
    if (part === 'successfulResults') {
      const [header = '', ...rows] = job.body.trimEnd().split('\n');
      const results = rows.map((row, at) => `"a0000000000${1000 + at}AAA","true",${row}\n`);
      return send(200, `"sf__Id","sf__Created",${header}\n${results.join('')}`, 'text/csv');
    }
    if (part !== undefined) return send(200, '"sf__Id","sf__Error"\n', 'text/csv');
    return send(200, { id: job.id, state: job.state });
  };

  const server: Server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    jobs,
    log,
    redirectTo: (url) => (elsewhere = url),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
