import type { LoadEffect } from '../../../src/core/load/event';
import { classicRoutes, collectionRoutes, faults, routes } from '../../contract/loads/inserts';
import { smallParts, type Kind } from '../../contract/loads/kinds';
import type { Occasion } from './orders';

/** A load in which an effect occurs, with whatever has to go wrong for it. */
export type Scenario = {
  api: '2.0' | '1.0' | 'collections';
  kind: Kind;
  batchSize?: number;
  faults?: object[];
  settings?: object;
  stop?: Occasion;
};

const busy = { when: 'before', action: 'status', status: 429, errorCode: 'REQUEST_LIMIT_EXCEEDED' };
const anyCall = { method: '*', pathPattern: 'composite/sobjects' };
const once = (route: object, fault: object): object[] => [{ ...route, ...fault, times: 1 }];
const forgotten = { when: 'before', action: 'status', status: 404, errorCode: 'NOT_FOUND' };
const unknownJob = { when: 'before', action: 'status', status: 400, errorCode: 'InvalidJob' };
const refused = { when: 'before', action: 'status', status: 400, errorCode: 'INVALIDENTITY' };

const calls = (kind: Kind, more: Partial<Scenario> = {}): Scenario => ({
  api: 'collections',
  kind,
  batchSize: smallParts,
  ...more,
});
const jobs = (more: Partial<Scenario> = {}): Scenario => ({ api: '2.0', kind: 'insert', ...more });
const batches = (more: Partial<Scenario> = {}): Scenario => ({
  api: '1.0',
  kind: 'insert',
  batchSize: smallParts,
  ...more,
});

/** Where an effect occurs: in which load, and which time of it. */
export type Place = Scenario & { nth: number };
export type KillPlan = readonly [Place, ...Place[]];

const at = (scenario: Scenario, nth = 1): Place => ({ ...scenario, nth });
const stoppedBatches = batches({
  settings: { queueMs: 3000 },
  stop: { effect: 'list-batches', nth: 1 },
});

/**
 * A kill test for every effect there is, in each way in which it occurs. An effect without one does not compile.
 */
export const kills: Record<LoadEffect['type'], KillPlan> = {
  'clear-orphans': [at(jobs({ faults: once(routes.create, faults['drops after']) }))],
  create: [at(jobs()), at(jobs({ kind: 'upsert' }))],
  upload: [at(jobs()), at(jobs({ kind: 'delete' })), at(jobs({ kind: 'hardDelete' }))],
  commit: [at(jobs()), at(jobs({ kind: 'update' })), at(jobs({ kind: 'hardDelete' }))],
  look: [at(jobs()), at(jobs({ faults: once(routes.commit, faults['drops after']) }))],
  abort: [
    at(jobs({ faults: once(routes.upload, faults['drops after']) })),
    at(jobs({ settings: { queueMs: 3000 }, stop: { effect: 'look', nth: 1 } })),
  ],
  'open-box': [
    at(batches()),
    at(batches({ faults: once(classicRoutes['open the job'], faults['drops after']) }), 2),
  ],
  'post-batch': [at(batches()), at(batches({ kind: 'update' }), 3), at(batches({ kind: 'hardDelete' }), 2)],
  'list-batches': [
    at(batches()),
    at(batches({ faults: once(classicRoutes['post a batch'], faults['drops before']) })),
    at(batches({ faults: once(classicRoutes['post a batch'], faults['drops after']) })),
  ],
  'close-box': [
    at(batches()),
    at(batches({ faults: once(classicRoutes['post a batch'], faults['drops before']) })),
  ],
  'abort-box': [at(stoppedBatches)],
  call: [
    at(calls('insert')),
    at(calls('insert-unique'), 2),
    at(calls('insert-shared')),
    at(calls('upsert')),
    at(calls('update'), 3),
    at(calls('delete')),
    at(calls('upsert', { faults: once(anyCall, faults['drops after']) }), 2),
    at(calls('delete', { faults: once(anyCall, faults['drops after']) }), 2),
  ],
  ask: [
    at(calls('insert-unique', { faults: once(anyCall, faults['drops after']) })),
    at(calls('insert-shared', { faults: once(anyCall, faults['drops after']) })),
    at(calls('insert', { faults: once(anyCall, faults['drops after']) })),
  ],
  wait: [
    at(calls('insert', { faults: once(collectionRoutes['insert records'], busy) })),
    at(batches({ faults: once(classicRoutes['post a batch'], busy) })),
  ],
  collect: [at(jobs()), at(jobs({ kind: 'upsert' })), at(batches()), at(batches({ kind: 'delete' }), 2)],
  release: [
    at(jobs({ faults: once(routes.create, refused) })),
    at(stoppedBatches),
    at(calls('insert', { stop: { effect: 'call', nth: 1 } })),
  ],
  'give-up': [
    at(jobs({ faults: once(routes.look, forgotten) })),
    at(batches({ faults: once(classicRoutes['list the batches'], unknownJob) })),
  ],
};

/** Effects that ask the org for nothing. */
export const silent: ReadonlySet<LoadEffect['type']> = new Set(['release', 'give-up', 'wait']);
