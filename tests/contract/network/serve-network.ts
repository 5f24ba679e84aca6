import { createInterface } from 'node:readline';
import { openBulkJobs } from '../../../src/main/salesforce/bulk-v2';
import { queryAll } from '../../../src/main/salesforce/connection';
import type { Session } from '../../../src/main/salesforce/session';
import { refreshTokens, revokeToken } from '../../../src/main/salesforce/oauth';
import type { Network, ProxySignIn, Traffic, TransportRequest } from '../../../src/main/salesforce/transport';
import type { Command, Failure, Outcome } from './commands';

const never = new AbortController().signal;

const repeatText = async function* repeatText(text: string, times: number): AsyncGenerator<string> {
  for (let time = 0; time < times; time += 1) yield text;
};

const openSession = (network: Network, url: string): Session => ({
  orgName: 'Test',
  apiVersion: '67.0',
  transport: network.transport,
  access: () => ({ instanceUrl: url, accessToken: 'token' }),
  refresh: async () => ({ instanceUrl: url, accessToken: 'fresh' }),
});

/** Every way in which the program writes to an org, by name. */
const writes = {
  create: async (network: Network, url: string) =>
    openBulkJobs(openSession(network, url), '005000000000001').create(
      { object: 'Contact', operation: 'insert' },
      never,
    ),
  upload: async (network: Network, url: string) =>
    openBulkJobs(openSession(network, url), '005000000000001').upload(
      '750000000000001',
      repeatText('Name\nAcme\n', 1),
      never,
    ),
  commit: async (network: Network, url: string) =>
    openBulkJobs(openSession(network, url), '005000000000001').commit('750000000000001', never),
  abort: async (network: Network, url: string) =>
    openBulkJobs(openSession(network, url), '005000000000001').abort('750000000000001', never),
  delete: async (network: Network, url: string) =>
    network.transport({ method: 'DELETE', url: `${url}/services/data/v67.0/jobs/ingest/750000000000001` }),
  refresh: async (network: Network, url: string) =>
    refreshTokens({ loginUrl: url, clientId: 'client' }, 'refresh', network.transport),
  revoke: async (network: Network, url: string) =>
    revokeToken({ loginUrl: url }, 'refresh', network.transport),
};

const request = async (
  network: Network,
  { method, url, headers, text, repeat, abortAfter, silence, keep }: Extract<Command, { do: 'request' }>,
): Promise<Outcome> => {
  const controller = new AbortController();
  if (abortAfter !== undefined) setTimeout(() => controller.abort(), abortAfter);
  let traffic: Traffic = { sent: 0, received: 0 };
  let mostMemory = process.memoryUsage().rss;
  const call: TransportRequest = {
    method,
    url,
    signal: controller.signal,
    onTraffic: (now) => {
      traffic = now;
      mostMemory = Math.max(mostMemory, process.memoryUsage().rss);
    },
    ...(headers === undefined ? {} : { headers }),
    ...(silence === undefined ? {} : { silence }),
    ...(text === undefined ? {} : { body: repeat === undefined ? text : repeatText(text, repeat) }),
  };
  const answer = await network.transport(call);
  const chunks: Buffer[] = [];
  for await (const chunk of answer.body) if (keep !== false) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString('utf8');
  return { status: answer.status, headers: answer.headers, body, traffic, mostMemory };
};

const toFailure = (cause: unknown): Failure => {
  const { name, message, code, detail, params, failure } = cause as Failure;
  return { name, message, code, detail, params, failure };
};

/** What the program that serves can do beyond its network. */
export type Extras = {
  setPac?: (url: string) => Promise<void>;
  /** Answers given to proxies from now on, in turn; none left means that nobody answers. */
  proxyAnswers: ProxySignIn[];
  asked: { proxy: string; realm: string; rejected: boolean }[];
  cookies?: () => Promise<number>;
};

const perform = async (network: Network, command: Command, extras: Extras): Promise<unknown> => {
  switch (command.do) {
    case 'request':
      return request(network, command);
    case 'write':
      return writes[command.call](network, command.url).then(() => null);
    case 'query':
      return queryAll(openSession(network, command.url), 'SELECT Id FROM Contact');
    case 'route':
      return network.findRoute(command.url);
    case 'resolve':
      return network.resolveName(command.host);
    case 'drop':
      return network.dropConnections().then(() => null);
    case 'pac':
      return extras.setPac?.(command.url).then(() => null);
    case 'proxy-answers':
      extras.proxyAnswers.push(...command.answers);
      return null;
    case 'asked':
      return extras.asked.splice(0);
    case 'cookies':
      return extras.cookies?.();
  }
};

/** Performs commands from standard input, a line of JSON each, and writes what came of them the same way. */
export const serveNetwork = (network: Network, extras: Extras): void => {
  const write = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);
  createInterface({ input: process.stdin })
    .on('line', (line) => {
      const { id, command } = JSON.parse(line) as { id: number; command: Command };
      perform(network, command, extras).then(
        (value) => write({ id, ok: true, value }),
        (cause: unknown) => write({ id, ok: false, error: toFailure(cause) }),
      );
    })
    .once('close', () => process.exit(0));
  write({ ready: true });
};
