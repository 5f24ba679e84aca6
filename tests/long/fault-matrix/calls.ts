import { classicRoutes, faults as lost, routes } from '../../contract/loads/inserts';
import { smallParts, type Kind } from '../../contract/loads/kinds';

export type Api = '2.0' | '1.0' | 'collections';

/** A call of a load, and what has to go wrong before it for it to be made at all. */
export type Call = {
  name: string;
  api: Api;
  kind: Kind;
  route: { method: string; pathPattern: string };
  before?: object[];
  /** Stop the load as soon as it is sent. */
  stops?: boolean;
  settings?: object;
};

const base = '/services/data/v67.0';
const once = (route: object, fault: object): object[] => [{ ...route, ...fault, times: 1 }];

const job = (name: string, route: Call['route'], more: Partial<Call> = {}): Call => ({
  name,
  api: '2.0',
  kind: 'insert',
  route,
  ...more,
});
const batch = (name: string, route: Call['route'], more: Partial<Call> = {}): Call => ({
  name,
  api: '1.0',
  kind: 'insert',
  route,
  ...more,
});
const call = (name: string, kind: Kind, route: Call['route'], more: Partial<Call> = {}): Call => ({
  name,
  api: 'collections',
  kind,
  route,
  ...more,
});

const patch = { method: 'PATCH', pathPattern: `${base}/jobs/ingest/750` };
const listJobs = { method: 'GET', pathPattern: 'jobs/ingest\\?' };
const changeBox = classicRoutes['close the job'];
const records = { method: '*', pathPattern: 'composite/sobjects' };
const askTime = { method: 'GET', pathPattern: '/services/data$' };
const query = { method: 'GET', pathPattern: '/query' };
const lostCreate = { before: once(routes.create, lost['drops after']) };
const lostOpen = { before: once(classicRoutes['open the job'], lost['drops after']) };
const lostCall = { before: once(records, lost['drops after']) };
const running = { stops: true, settings: { queueMs: 3000 } };

/** Every call that a load makes, in each way. */
export const calls: Record<Api, readonly Call[]> = {
  '2.0': [
    job('ask for the time', askTime),
    job('create the job', routes.create),
    job('list the jobs after a lost create', listJobs, lostCreate),
    job('abort an orphan', patch, lostCreate),
    job('delete an orphan', { method: 'DELETE', pathPattern: 'jobs/ingest/750' }, lostCreate),
    job('prove the sign-in', { method: 'GET', pathPattern: `${base}$` }),
    job('upload', routes.upload),
    job('abort after a lost upload', patch, { before: once(routes.upload, lost['drops after']) }),
    job('complete the upload', routes.commit),
    job('look', routes.look),
    job('abort after a stop', patch, running),
    job('fetch successes', routes.successes),
    job('fetch failures', routes.failures),
    job('fetch unprocessed rows', routes.unprocessed),
  ],
  '1.0': [
    batch('ask for the time', askTime),
    batch('create the job', classicRoutes['open the job']),
    batch('list the jobs after a lost create', listJobs, lostOpen),
    batch('abort an orphan', changeBox, lostOpen),
    batch('post a batch', classicRoutes['post a batch']),
    batch('list the batches', classicRoutes['list the batches']),
    batch('list the batches after a lost post', classicRoutes['list the batches'], {
      before: once(classicRoutes['post a batch'], lost['drops after']),
    }),
    batch('close the job', changeBox),
    batch('close the job after a lost post', changeBox, {
      before: once(classicRoutes['post a batch'], lost['drops before']),
    }),
    batch('abort after a stop', changeBox, running),
    batch('fetch results', classicRoutes['fetch results']),
  ],
  collections: [
    call('ask for the time', 'insert-unique', askTime, lostCall),
    call('insert', 'insert', records),
    call('insert with a unique key', 'insert-unique', records),
    call('insert with a shared key', 'insert-shared', records),
    call('upsert', 'upsert', records),
    call('update', 'update', records),
    call('delete', 'delete', records),
    call('upsert again after a lost one', 'upsert', records, lostCall),
    call('delete again after a lost one', 'delete', records, lostCall),
    call('ask for the records of an insert', 'insert-unique', query, lostCall),
    call('ask for the age of upserted records', 'upsert', query, lostCall),
  ],
};

export const batchSizeOf = (api: Api): number | null => (api === '2.0' ? null : smallParts);

const refusal = (status: number, errorCode: string, message: string): object => ({
  when: 'before',
  action: 'status',
  status,
  errorCode,
  message,
});

/** Whatever can go wrong with a call, in the words of the table's head. */
export const faults: Record<string, object> = {
  'dropped before': { when: 'before', action: 'drop' },
  'dropped after': { when: 'after', action: 'drop' },
  'HTTP 500': refusal(500, 'UNKNOWN_EXCEPTION', 'An unexpected error occurred'),
  'HTTP 503 after acting': { ...refusal(503, 'SERVER_UNAVAILABLE', 'Try again later'), when: 'after' },
  'maintenance page': { when: 'before', action: 'html', status: 503 },
  'HTTP 401': refusal(401, 'INVALID_SESSION_ID', 'Session expired or invalid'),
  'HTTP 429': { ...refusal(429, 'REQUEST_LIMIT_EXCEEDED', 'Too many requests'), retryAfter: 1 },
  'daily limit': refusal(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.'),
  'concurrency limit': refusal(403, 'REQUEST_LIMIT_EXCEEDED', 'ConcurrentPerOrgLongTxn Limit exceeded.'),
  slow: { when: 'before', action: 'delay', delayMs: 1200 },
  'cut answer': { when: 'after', action: 'truncate' },
  'cut as if whole': { when: 'after', action: 'truncate', clean: true },
};
