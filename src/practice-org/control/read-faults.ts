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

/** What Salesforce says with a status, where a fault names no code or words of its own. */
const USUAL: Readonly<Record<number, readonly [code: string, message: string]>> = {
  401: ['INVALID_SESSION_ID', 'Session expired or invalid'],
  403: ['REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.'],
  404: ['NOT_FOUND', 'The requested resource does not exist'],
  500: [
    'UNKNOWN_EXCEPTION',
    'An unexpected error occurred. Please include this ErrorId if you contact support: 123-45 (67)',
  ],
};
const UNAVAILABLE = ['SERVER_UNAVAILABLE', 'The server is unavailable'] as const;

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
  const status = readNumber(value, 'status', 503);
  const [code, message] = (value['errorCode'] === undefined ? USUAL[status] : null) ?? UNAVAILABLE;
  return {
    method: method === '*' ? null : method.toUpperCase(),
    path,
    when: readChoice(value, 'when', ['before', 'after'], action === 'truncate' ? 'after' : 'before'),
    action,
    status,
    errorCode: readString(value, 'errorCode', code),
    message: readString(value, 'message', message),
    delayMs: readNumber(value, 'delayMs', 1000),
    retryAfter: retryAfter === undefined || retryAfter === null ? null : readNumber(value, 'retryAfter', 1),
    clean: readFlag(value, 'clean', false),
    times: readNumber(value, 'times', 1),
  };
}

/** Reads the `faults` or `addFaults` of a control call. */
export const readFaults = (value: unknown, what: string): Fault[] => requireList(value, what).map(readFault);
