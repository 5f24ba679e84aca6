import { makeClient, PRACTICE_CLIENT, type Client } from '../oauth/sessions';
import type { Org } from '../org';
import {
  checkKeys,
  readChoice,
  readFlag,
  readString,
  readTexts,
  refuse,
  requireObject,
} from './read-members';

const MEMBERS = [
  'clientId',
  'name',
  'secret',
  'redirectUris',
  'installed',
  'notInstalled',
  'refreshTokens',
  'requirePkce',
  'requireSecret',
];

/** Reads an app that may sign in. What is not said is as usual for a public client. */
export function readClient(value: unknown): Client {
  const source = requireObject(value, 'a client');
  checkKeys(source, MEMBERS, 'member of a client');
  const id = readString(source, 'clientId', '');
  if (id === '') throw refuse('clientId is required');
  const usual = makeClient(id, id === PRACTICE_CLIENT ? { name: 'Bulkhead' } : {});
  const { secret } = source;
  return {
    id,
    name: readString(source, 'name', usual.name),
    secret: secret === undefined || secret === null ? null : readString(source, 'secret', ''),
    redirectUris:
      source['redirectUris'] === undefined && id === PRACTICE_CLIENT ? [] : readTexts(source, 'redirectUris'),
    installed: readFlag(source, 'installed', usual.installed),
    notInstalled: readChoice(source, 'notInstalled', ['redirect', 'page'], usual.notInstalled),
    refreshTokens: readFlag(source, 'refreshTokens', usual.refreshTokens),
    requirePkce: readFlag(source, 'requirePkce', usual.requirePkce),
    requireSecret: readFlag(source, 'requireSecret', usual.requireSecret),
  };
}

/** Puts these apps in place of all others; the practice org's own stays unless it is among them. */
export function replaceClients(org: Org, clients: readonly Client[]): void {
  const { sessions } = org;
  const own = sessions.clients.get(PRACTICE_CLIENT) ?? makeClient(PRACTICE_CLIENT);
  sessions.clients = new Map([own, ...clients].map((client) => [client.id, client]));
}

/** A client as the control tells of it: its secret stays with its owner. */
export const describeClient = ({ id, secret, ...client }: Client): Record<string, unknown> => ({
  clientId: id,
  ...client,
  hasSecret: secret !== null,
});
