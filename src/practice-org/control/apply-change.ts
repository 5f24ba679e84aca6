import { foundingSettings, resetOrg } from '../found-org';
import { isObject, type JsonObject } from '../json';
import { expireSessions, revokeGrants } from '../oauth/sessions';
import type { Org } from '../org';
import { JsonFault, parseWithLines, type LinedJson } from '../schema/parse-with-lines';
import { seedAutomations } from '../seed/seed-automations';
import { FOUNDED_AT } from '../seed/seed-company';
import type { Settings } from '../settings';
import { readClient, replaceClients } from './change-clients';
import { readOrganization } from './change-organization';
import { readUsers, restoreUsers } from './change-users';
import { readSchemaChange } from './load-schema';
import { applyPreset, PRESETS } from './presets';
import { readFaults } from './read-faults';
import {
  checkKeys,
  readChoice,
  readFlag,
  readNumber,
  refuse,
  requireList,
  requireObject,
} from './read-members';
import { readSettings } from './read-settings';

type Step = () => void;

function readReset(org: Org, value: unknown): Step {
  if (value !== true && value !== false && value !== 'records')
    throw refuse('reset must be true or "records"');
  return () => {
    if (value === true) restoreUsers(org);
    if (value !== false) resetOrg(org, value === true);
  };
}

function readSettingsChange(org: Org, value: unknown): Step {
  const change: Partial<Settings> | null = value === null ? null : readSettings(value);
  return () => {
    org.settings = { ...(change === null ? foundingSettings(org) : org.settings), ...change };
    if (change === null) org.preset = null;
  };
}

function readClock(org: Org, value: unknown): Step {
  const source = requireObject(value, 'clock');
  checkKeys(source, ['offsetMs', 'advanceMs'], 'member of clock');
  const advance = readNumber(source, 'advanceMs', 0);
  const offset = source['offsetMs'] === undefined ? null : readNumber(source, 'offsetMs', 0);
  return () => void (org.clock.offsetMs = (offset ?? org.clock.offsetMs) + advance);
}

/** What each member of a change does, in the order in which they are done. */
const CHANGES: Readonly<Record<string, (org: Org, source: JsonObject, body: LinedJson) => Step>> = {
  reset: (org, source) => readReset(org, source['reset']),
  schema: (org, source, body) => readSchemaChange(org, body, source['schema']),
  settings: (org, source) => readSettingsChange(org, source['settings']),
  preset: (org, source) => {
    const preset = readChoice(source, 'preset', PRESETS, 'clear');
    return () => applyPreset(org, preset);
  },
  faults: (org, source) => {
    const faults = readFaults(source['faults'], 'faults');
    return () => void (org.faults = faults);
  },
  addFaults: (org, source) => {
    const faults = readFaults(source['addFaults'], 'addFaults');
    return () => void org.faults.push(...faults);
  },
  clock: (org, source) => readClock(org, source['clock']),
  organization: (org, source) => readOrganization(org, source['organization']),
  clients: (org, source) => {
    const clients = requireList(source['clients'], 'clients').map(readClient);
    return () => replaceClients(org, clients);
  },
  registerClient: (org, source) => {
    const client = readClient(source['registerClient']);
    return () => void org.sessions.clients.set(client.id, client);
  },
  users: (org, source) => readUsers(org, source['users']),
  expireSessions: (org, source) => {
    const asked = readFlag(source, 'expireSessions', false);
    return () => void (asked && expireSessions(org));
  },
  revokeGrants: (org, source) => {
    const asked = readFlag(source, 'revokeGrants', false);
    return () => void (asked && revokeGrants(org));
  },
  clearLog: (org, source) => {
    const asked = readFlag(source, 'clearLog', false);
    return () => void (asked && (org.log.length = 0));
  },
};

/** What describe shows depends on these. */
const SHOWS = ['reset', 'settings'];

function readBody(text: string): { body: LinedJson; source: JsonObject } {
  try {
    const body = parseWithLines(text);
    if (!isObject(body.value)) throw refuse('the body must be an object');
    return { body, source: body.value };
  } catch (fault) {
    if (fault instanceof JsonFault) throw refuse(fault.message);
    throw fault;
  }
}

/**
 * Applies the body of `POST /practice/control`; docs/practice-org.md names its members. All of it is read
 * before any of it is done, and unknown names are refused.
 */
export function applyChange(org: Org, text: string): void {
  const { body, source } = readBody(text);
  checkKeys(source, Object.keys(CHANGES), 'change');
  const asked = Object.keys(CHANGES).filter((name) => source[name] !== undefined);
  const steps = asked.map((name) => CHANGES[name]?.(org, source, body));
  for (const step of steps) step?.();
  if (asked.some((name) => SHOWS.includes(name))) {
    org.schemaChangedAt = org.clock.now();
    seedAutomations(org, FOUNDED_AT);
  }
  org.noteChange();
}
