import { isObject, type JsonObject } from '../json';
import { RequestFault } from '../http/reply';
import type { Fault } from '../http/faults';
import { expireSessions } from '../oauth/sessions';
import type { Org } from '../org';
import { defaultSettings, type JobFault, type RowFault, type Settings } from '../settings';
import { seedAutomations } from '../seed/seed-automations';
import { FOUNDED_AT } from '../seed/seed-company';
import { applyPreset, PRESETS } from './presets';
import { resetOrg } from './reset';

const refuse = (message: string): RequestFault => new RequestFault(400, 'INVALID_CONTROL', message);

function checkKeys(source: JsonObject, known: readonly string[], what: string): void {
  const stranger = Object.keys(source).find((key) => !known.includes(key));
  if (stranger !== undefined) throw refuse(`Unknown ${what}: ${stranger}. Known: ${known.join(', ')}`);
}

function readNumber(source: JsonObject, name: string, fallback: number): number {
  const value = source[name] ?? fallback;
  if (typeof value !== 'number' || !Number.isFinite(value)) throw refuse(`${name} must be a number`);
  return value;
}

function readString(source: JsonObject, name: string, fallback: string): string {
  const value = source[name] ?? fallback;
  if (typeof value !== 'string') throw refuse(`${name} must be text`);
  return value;
}

function readChoice<T extends string>(
  source: JsonObject,
  name: string,
  choices: readonly T[],
  fallback: T,
): T {
  const value = source[name] ?? fallback;
  const found = choices.find((choice) => choice === value);
  if (found === undefined) throw refuse(`${name} must be one of ${choices.join(', ')}`);
  return found;
}

function readJobFault(value: unknown): JobFault | null {
  if (value === null) return null;
  if (!isObject(value)) throw refuse('jobFault must be an object or null');
  checkKeys(value, ['afterRows', 'share', 'message', 'times'], 'member of jobFault');
  return {
    afterRows: readNumber(value, 'afterRows', 0),
    share: value['share'] === undefined || value['share'] === null ? null : readNumber(value, 'share', 0),
    message: readString(value, 'message', 'TooManyLockFailure : Too many lock failures'),
    times: readNumber(value, 'times', 1),
  };
}

function readRowFault(value: unknown): RowFault {
  if (!isObject(value)) throw refuse('rowFaults must be a list of objects');
  checkKeys(value, ['object', 'field', 'equals', 'code', 'message', 'times'], 'member of rowFaults');
  return {
    object: readString(value, 'object', ''),
    field: readString(value, 'field', ''),
    equals: readString(value, 'equals', ''),
    code: readString(value, 'code', 'UNKNOWN_EXCEPTION'),
    message: readString(
      value,
      'message',
      'An unexpected error occurred. Please include this ErrorId if you contact support: 123-45 (67)',
    ),
    times: readNumber(value, 'times', Number.MAX_SAFE_INTEGER),
  };
}

function readSettings(current: Settings, source: JsonObject): Settings {
  checkKeys(source, Object.keys(current), 'setting');
  const next: Record<string, unknown> = { ...current };
  for (const [name, value] of Object.entries(source)) {
    const held = current[name as keyof Settings];
    if (name === 'jobFault') next[name] = readJobFault(value);
    else if (name === 'rowFaults') {
      if (!Array.isArray(value)) throw refuse('rowFaults must be a list');
      next[name] = value.map(readRowFault);
    } else if (name === 'triggerScope') next[name] = readChoice(source, name, ['row', 'chunk'], 'row');
    else if (name === 'lockModel') next[name] = readChoice(source, name, ['off', 'parents'], 'off');
    else if (Array.isArray(held)) {
      if (!Array.isArray(value) || !value.every((one) => typeof one === 'string'))
        throw refuse(`${name} must be a list of texts`);
      next[name] = value;
    } else if (typeof value === typeof held) next[name] = value;
    else throw refuse(`${name} must be a ${typeof held}`);
  }
  return next as Settings;
}

function readFault(value: unknown): Fault {
  if (!isObject(value)) throw refuse('faults must be a list of objects');
  const known = [
    'method',
    'pathPattern',
    'when',
    'action',
    'status',
    'errorCode',
    'message',
    'delayMs',
    'retryAfter',
    'clean',
    'times',
  ];
  checkKeys(value, known, 'member of a fault');
  const action = readChoice(value, 'action', ['drop', 'status', 'delay', 'truncate', 'html'], 'status');
  const method = readString(value, 'method', '*');
  let path: RegExp;
  try {
    path = new RegExp(readString(value, 'pathPattern', '.'));
  } catch {
    throw refuse('pathPattern must be a regular expression');
  }
  return {
    method: method === '*' ? null : method.toUpperCase(),
    path,
    when: readChoice(value, 'when', ['before', 'after'], action === 'truncate' ? 'after' : 'before'),
    action,
    status: readNumber(value, 'status', 503),
    errorCode: readString(value, 'errorCode', 'SERVER_UNAVAILABLE'),
    message: readString(value, 'message', 'The server is unavailable'),
    delayMs: readNumber(value, 'delayMs', 1000),
    retryAfter:
      value['retryAfter'] === undefined || value['retryAfter'] === null
        ? null
        : readNumber(value, 'retryAfter', 1),
    clean: value['clean'] === true,
    times: readNumber(value, 'times', 1),
  };
}

function readFaults(value: unknown): Fault[] {
  if (!Array.isArray(value)) throw refuse('faults must be a list');
  return value.map(readFault);
}

function applyClock(org: Org, value: unknown): void {
  if (!isObject(value)) throw refuse('clock must be an object');
  checkKeys(value, ['offsetMs', 'advanceMs'], 'member of clock');
  org.clock.offsetMs = readNumber(value, 'offsetMs', org.clock.offsetMs) + readNumber(value, 'advanceMs', 0);
}

function registerClient(org: Org, value: unknown): void {
  if (!isObject(value)) throw refuse('registerClient must be an object');
  checkKeys(value, ['clientId', 'name', 'secret', 'redirectUris'], 'member of registerClient');
  const { redirectUris } = value;
  if (!Array.isArray(redirectUris) || !redirectUris.every((uri) => typeof uri === 'string'))
    throw refuse('redirectUris must be a list of texts');
  const id = readString(value, 'clientId', '');
  if (id === '') throw refuse('clientId is required');
  const secret = value['secret'];
  org.sessions.clients.set(id, {
    id,
    name: readString(value, 'name', id),
    secret: typeof secret === 'string' ? secret : null,
    redirectUris,
  });
}

const CHANGES = [
  'preset',
  'settings',
  'faults',
  'addFaults',
  'clock',
  'expireSessions',
  'registerClient',
  'clearLog',
  'reset',
];

/**
 * Applies the body of `POST /practice/control`. Everything is optional: `preset` (a bad day by name, or
 * `clear`),
 * `settings` (some or all, or null for the defaults), `faults` (in place of all), `addFaults`, `clock`
 * ({offsetMs} or {advanceMs}), `expireSessions`, `registerClient`, `clearLog`, `reset` (`"records"` puts
 * the records and locks back; `true` also jobs, settings, faults and the clock). Unknown names are refused.
 */
export function applyChange(org: Org, body: JsonObject): void {
  checkKeys(body, CHANGES, 'change');
  const settings = body['settings'];
  if (settings !== undefined && settings !== null && !isObject(settings))
    throw refuse('settings must be an object or null');
  const faults = body['faults'] === undefined ? null : readFaults(body['faults']);
  const added = body['addFaults'] === undefined ? [] : readFaults(body['addFaults']);
  const { reset } = body;
  if (reset !== undefined && reset !== true && reset !== false && reset !== 'records')
    throw refuse('reset must be true or "records"');
  if (reset) resetOrg(org, reset === true);
  if (settings === null) {
    org.settings = defaultSettings();
    org.preset = null;
  } else if (settings !== undefined) org.settings = readSettings(org.settings, settings);
  if (settings !== undefined || reset === true) {
    org.schemaChangedAt = org.clock.now();
    seedAutomations(org, FOUNDED_AT);
  }
  if (body['preset'] !== undefined)
    applyPreset(org, readChoice(body, 'preset', PRESETS, 'clear'), defaultSettings().busyAccounts);
  if (faults) org.faults = faults;
  org.faults.push(...added);
  if (body['clock'] !== undefined) applyClock(org, body['clock']);
  if (body['expireSessions'] === true) expireSessions(org);
  if (body['registerClient'] !== undefined) registerClient(org, body['registerClient']);
  if (body['clearLog'] === true) org.log.length = 0;
  org.noteChange();
}
