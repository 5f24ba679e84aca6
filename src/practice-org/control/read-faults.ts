import type { Fault } from '../http/faults';
import { isObject } from '../json';
import { checkKeys, readChoice, readFlag, readNumber, readString, refuse, requireList } from './read-members';

const MEMBERS = [
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

function readFault(value: unknown): Fault {
  if (!isObject(value)) throw refuse('faults must be a list of objects');
  checkKeys(value, MEMBERS, 'member of a fault');
  const action = readChoice(value, 'action', ['drop', 'status', 'delay', 'truncate', 'html'], 'status');
  const method = readString(value, 'method', '*');
  let path: RegExp;
  try {
    path = new RegExp(readString(value, 'pathPattern', '.'));
  } catch {
    throw refuse('pathPattern must be a regular expression');
  }
  const { retryAfter } = value;
  return {
    method: method === '*' ? null : method.toUpperCase(),
    path,
    when: readChoice(value, 'when', ['before', 'after'], action === 'truncate' ? 'after' : 'before'),
    action,
    status: readNumber(value, 'status', 503),
    errorCode: readString(value, 'errorCode', 'SERVER_UNAVAILABLE'),
    message: readString(value, 'message', 'The server is unavailable'),
    delayMs: readNumber(value, 'delayMs', 1000),
    retryAfter: retryAfter === undefined || retryAfter === null ? null : readNumber(value, 'retryAfter', 1),
    clean: readFlag(value, 'clean', false),
    times: readNumber(value, 'times', 1),
  };
}

/** Reads the `faults` or `addFaults` of a control call. */
export const readFaults = (value: unknown, what: string): Fault[] => requireList(value, what).map(readFault);
