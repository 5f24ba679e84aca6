import { isObject } from '../json';
import {
  defaultSettings,
  type AuthorizeError,
  type JobFault,
  type RowFault,
  type Settings,
} from '../settings';
import {
  checkKeys,
  readChoice,
  readNumber,
  readString,
  readTexts,
  refuse,
  requireList,
  requireObject,
} from './read-members';

function readJobFault(value: unknown): JobFault | null {
  if (value === null) return null;
  const source = requireObject(value, 'jobFault');
  checkKeys(source, ['afterRows', 'share', 'message', 'times'], 'member of jobFault');
  const { share } = source;
  return {
    afterRows: readNumber(source, 'afterRows', 0),
    share: share === undefined || share === null ? null : readNumber(source, 'share', 0),
    message: readString(source, 'message', 'TooManyLockFailure : Too many lock failures'),
    times: readNumber(source, 'times', 1),
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

function readAuthorizeError(value: unknown): AuthorizeError | null {
  if (value === null) return null;
  const source = requireObject(value, 'authorizeError');
  checkKeys(source, ['error', 'description', 'where', 'times'], 'member of authorizeError');
  return {
    error: readString(source, 'error', 'invalid_app_access'),
    description: readString(source, 'description', 'user is not admin approved to access this app'),
    where: readChoice(source, 'where', ['redirect', 'page'], 'redirect'),
    times: readNumber(source, 'times', 1),
  };
}

/** Reads the `settings` of a control call: only those named in it, each of its own type. */
export function readSettings(value: unknown): Partial<Settings> {
  const source = requireObject(value, 'settings');
  const usual = defaultSettings();
  checkKeys(source, Object.keys(usual), 'setting');
  const next: Record<string, unknown> = {};
  for (const [name, given] of Object.entries(source)) {
    const held = usual[name as keyof Settings];
    if (name === 'jobFault') next[name] = readJobFault(given);
    else if (name === 'authorizeError') next[name] = readAuthorizeError(given);
    else if (name === 'rowFaults') next[name] = requireList(given, name).map(readRowFault);
    else if (name === 'triggerScope') next[name] = readChoice(source, name, ['row', 'chunk'], 'row');
    else if (name === 'lockModel') next[name] = readChoice(source, name, ['off', 'parents'], 'off');
    else if (name === 'instanceHost')
      next[name] = readChoice(source, name, ['', 'localhost', '127.0.0.1'], '');
    else if (Array.isArray(held)) next[name] = readTexts(source, name);
    else if (typeof given === typeof held) next[name] = given;
    else throw refuse(`${name} must be a ${typeof held}`);
  }
  return next;
}
