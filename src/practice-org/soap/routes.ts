import { readId } from '../ids';
import type { Reply } from '../http/reply';
import { noteEffect, readBodyText, type Request } from '../http/request';
import type { Route } from '../http/router';
import { nextOrgId, tableOfId } from '../org';
import { findSession, type Session } from '../oauth/sessions';
import { countRequest } from '../rest/limits';
import { NEWEST_VERSION, OLDEST_VERSION } from '../rest/versions';
import { isRowError, refuse } from '../save/row-error';
import { settleAllOrNone, type Outcome } from '../save/save-chunk';
import { beginTransaction } from '../save/transaction';
import { undeleteRecord } from '../save/undelete-record';
import type { XmlNode } from '../xml/write-xml';
import { readEnvelope, replyAnswer, replyFault, SoapFault, type SoapCall } from './envelope';

/** Records of one call. */
const MOST_IDS = 200;
/** The first version without `login`. */
const NO_LOGIN_SINCE = 65;

function requireSoapSession(request: Request, call: SoapCall): Session {
  const session = call.sessionId === null ? null : findSession(request.org, `Bearer ${call.sessionId}`);
  if (!session)
    throw new SoapFault('INVALID_SESSION_ID', 'Invalid Session ID found in SessionHeader: Illegal Session');
  request.session = session;
  countRequest(request.org);
  if (!request.org.settings.apiEnabled)
    throw new SoapFault('API_CURRENTLY_DISABLED', 'API is disabled for this User');
  return session;
}

function describeOutcome(asked: string, outcome: Outcome): XmlNode {
  if (!isRowError(outcome))
    return [
      'result',
      [
        ['id', outcome.id],
        ['success', true],
      ],
    ];
  const { code, message, fields } = outcome;
  const errors: XmlNode[] = fields.map((field) => ['fields', field]);
  errors.push(['message', message], ['statusCode', code]);
  return [
    'result',
    [
      ['errors', errors],
      ['id', asked],
      ['success', false],
    ],
  ];
}

function undelete(request: Request, call: SoapCall): Reply {
  const { org } = request;
  const { userId } = requireSoapSession(request, call);
  const ids = call.operation.children
    .filter((child) => child.name.toLowerCase() === 'ids')
    .map(({ text }) => text.trim());
  if (ids.length > MOST_IDS)
    throw new SoapFault(
      'EXCEEDED_ID_LIMIT',
      `record limit reached. cannot submit more than ${MOST_IDS} records into this call`,
    );
  const transaction = beginTransaction(nextOrgId(org, '04t'), userId, org.clock.now());
  const outcomes = ids.map((text): Outcome => {
    const id = readId(text);
    const table = id === null ? null : tableOfId(org, id);
    if (id === null || !table) return refuse('MALFORMED_ID', `malformed id ${text}`);
    const back = undeleteRecord(org, table, id, transaction);
    return typeof back === 'string' ? { id: back, created: false } : back;
  });
  const settled = call.allOrNone ? settleAllOrNone(transaction, outcomes) : outcomes;
  if (!settled.every(isRowError)) noteEffect(request, 'saved', ids.length);
  org.noteChange();
  return replyAnswer(
    'undeleteResponse',
    settled.map((outcome, i) => describeOutcome(ids[i] ?? '', outcome)),
  );
}

function login(request: Request): never {
  if (request.version >= NO_LOGIN_SINCE)
    throw new SoapFault(
      'UNSUPPORTED_API_VERSION',
      `login() is not available in API version ${request.version}.0`,
    );
  throw new SoapFault('INVALID_LOGIN', 'SOAP API login() is disabled by default in this org.');
}

async function answerCall(request: Request): Promise<Reply> {
  const text = await readBodyText(request);
  try {
    if (request.version < OLDEST_VERSION || request.version > NEWEST_VERSION)
      throw new SoapFault('UNSUPPORTED_API_VERSION', `Unsupported API version: ${request.version}.0`);
    const call = readEnvelope(text);
    if (call.operation.name === 'undelete') return undelete(request, call);
    if (call.operation.name === 'login') return login(request);
    throw new SoapFault('soapenv:Client', `No operation available for request ${call.operation.name}`);
  } catch (fault) {
    if (fault instanceof SoapFault) return replyFault(fault);
    throw fault;
  }
}

/** The part of the SOAP API that nothing else offers; `/soap` stands for `/services/Soap/u/NN.0`. */
export const SOAP_ROUTES: readonly Route[] = [
  { path: '/soap', access: 'open', methods: { POST: answerCall } },
];
