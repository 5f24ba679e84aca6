import type { Dice } from './dice';
import type { Moment } from './gate';

/** A fault of one of the next calls, as the practice org is told of it. */
export type Fault = Record<string, unknown>;

type Call = readonly [method: string, pathPattern: string];

const calls: Readonly<Record<'2.0' | '1.0' | 'collections', readonly Call[]>> = {
  '2.0': [
    ['POST', 'jobs/ingest/*$'],
    ['PUT', '/batches'],
    ['PATCH', 'jobs/ingest/750'],
    ['GET', 'jobs/ingest/750[^/]+$'],
    ['GET', 'successfulResults'],
    ['GET', 'failedResults'],
    ['GET', 'unprocessedrecords'],
    ['GET', 'jobs/ingest\\?'],
    ['DELETE', 'jobs/ingest/750'],
    ['GET', '/services/data/v67.0$'],
  ],
  '1.0': [
    ['POST', '/job/*$'],
    ['POST', '/batch/*$'],
    ['POST', '/batch/*$'],
    ['GET', '/batch/*$'],
    ['POST', '/job/750[^/]+/*$'],
    ['GET', '/result/*$'],
    ['GET', 'jobs/ingest\\?'],
  ],
  collections: [
    ['*', 'composite/sobjects'],
    ['*', 'composite/sobjects'],
    ['*', 'composite/sobjects'],
    ['GET', '/query'],
    ['GET', '/services/data$'],
  ],
};

const anyCall: Call = ['*', '/(jobs|job|composite|query)'];

const says = (status: number, errorCode: string, message: string, more: object = {}): Fault => ({
  when: 'before',
  action: 'status',
  status,
  errorCode,
  message,
  ...more,
});

const drawAnswer = (dice: Dice): Fault => {
  const when = dice.pick(['before', 'after', 'after'] as const);
  return dice.pick<() => Fault>([
    () => ({ when, action: 'drop' }),
    () => ({ when, action: 'drop' }),
    () => ({ when: 'after', action: 'truncate' }),
    () => ({ when: 'after', action: 'truncate', clean: true }),
    () => ({
      ...says(dice.pick([500, 502, 503, 504]), 'UNKNOWN_EXCEPTION', 'An unexpected error occurred'),
      when,
    }),
    () => ({ ...says(503, 'SERVER_UNAVAILABLE', 'Try again later'), when }),
    () => ({ when, action: 'html', status: dice.pick([200, 500, 503]) }),
    () => says(429, 'REQUEST_LIMIT_EXCEEDED', 'Too many requests', dice.chance(0.5) ? { retryAfter: 1 } : {}),
    () => says(403, 'REQUEST_LIMIT_EXCEEDED', 'ConcurrentPerOrgLongTxn Limit exceeded.'),
    () => says(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.'),
    () => says(401, 'INVALID_SESSION_ID', 'Session expired or invalid'),
    () => ({ when, action: 'delay', delayMs: dice.number(300, 1500) }),
  ])();
};

/** Faults of the next calls of a load, some of them at one call after another. */
export const drawFaults = (api: string, dice: Dice, most: number): Fault[] => {
  const routes: readonly Call[] =
    api === 'auto' ? [...calls['2.0'], ...calls.collections] : calls[api as keyof typeof calls];
  return Array.from({ length: dice.number(0, most) }, () => {
    const [method, pathPattern] = dice.chance(0.15) ? anyCall : dice.pick(routes);
    return { method, pathPattern, ...drawAnswer(dice), times: dice.pick([1, 1, 1, 2, 3]) };
  });
};

/** How the org behaves for the whole of a round. */
export const drawConditions = (dice: Dice): object => {
  const conditions: object[] = [
    {},
    {},
    { flaky: dice.pick([0.05, 0.15, 0.3]) },
    {
      jobFault: {
        afterRows: dice.number(0, 40),
        message: 'TooManyLockFailure : Too many lock failures',
        times: dice.number(1, 3),
      },
    },
    { jobFault: { share: 0.5, afterRows: 0, message: 'InternalServerError : retry later', times: 1 } },
    { lockModel: 'parents', busyAccounts: ['P-1', 'P-2'], batchRows: dice.pick([5, 20, 10_000]) },
    { governorRows: dice.pick([3, 20, 60]) },
    { jobListPageSize: 1, queryPageSize: 1 },
    { dailyBulkBatches: dice.number(1, 3), batchRows: 10 },
    { maxUploadBytes: 900 },
    { triggerScope: 'chunk', batchAttemptMs: 50, automationMs: 2000 },
  ];
  return {
    queueMs: dice.pick([0, 20, 200, 900]),
    chunkMs: dice.pick([0, 20, 150]),
    batchRows: dice.pick([10, 10_000]),
    ...dice.pick(conditions),
    ...(dice.chance(0.3) ? dice.pick(conditions) : {}),
  };
};

export type Deed =
  | 'kill'
  | 'term'
  | 'int'
  | 'stop'
  | 'look-in'
  | 'resume-beside'
  | 'abort-job'
  | 'delete-job'
  | 'close-job'
  | 'maintenance'
  | 'quota'
  | 'stuck'
  | 'no-api'
  | 'end-sessions'
  | 'week-later'
  | 'clock'
  | 'late'
  | 'more-faults';

/** What happens around the `nth` call of one life of the program. */
export type Plan = { nth: number; moment: Moment; deed: Deed };

const deeds: readonly (readonly [Deed, number])[] = [
  ['kill', 14],
  ['term', 4],
  ['int', 2],
  ['stop', 3],
  ['look-in', 1],
  ['resume-beside', 2],
  ['abort-job', 3],
  ['delete-job', 1],
  ['close-job', 2],
  ['maintenance', 1],
  ['quota', 2],
  ['stuck', 1],
  ['no-api', 1],
  ['end-sessions', 1],
  ['week-later', 1],
  ['clock', 2],
  ['late', 6],
  ['more-faults', 5],
];

const bag = deeds.flatMap(([deed, weight]) => Array.from({ length: weight }, () => deed));

export const drawPlans = (dice: Dice): Plan[] =>
  Array.from({ length: dice.number(0, 5) }, () => ({
    nth: dice.chance(0.5) ? dice.number(1, 8) : dice.number(1, 30),
    moment: dice.pick(['before', 'answered', 'delivered'] as const),
    deed: dice.pick(bag),
  })).map((plan) => (plan.deed === 'late' ? { ...plan, moment: 'before' as const } : plan));
