import type { Batch, ClassicJob } from '../bulk1/job';
import { ENDED } from '../bulk1/job';
import { batchInfo, jobInfo } from '../bulk1/write-info';
import type { IngestJob } from '../bulk2/job';
import { TERMINAL } from '../bulk2/job';
import { describeJob } from '../bulk2/job-json';
import { describeQueryJob, QUERY_ENDED } from '../bulk2/query-job';
import { foundingSettings } from '../found-org';
import { readLog } from '../http/request-log';
import type { Org } from '../org';
import { writeOrganization } from '../seed/seed-organization';
import type { Settings } from '../settings';
import type { Table } from '../store/table';
import { formatRestDateTime } from '../values/date';
import { describeClient } from './change-clients';
import { listUsers } from './change-users';
import { PRESETS } from './presets';

const listed = (org: Org): Table[] => [...org.tables.values()].filter(({ def }) => def.listed);

function describeIngest(job: IngestJob): Record<string, unknown> {
  return {
    ...describeJob(job),
    uploadedBytes: job.data?.length ?? null,
    rowsSucceeded: job.outcomes.kinds.length - job.failed - job.lost,
    rowsFailed: job.failed,
    rowsLost: job.lost,
    timeline: job.timeline,
  };
}

const describeBatch = (job: ClassicJob, batch: Batch): Record<string, unknown> => ({
  ...batchInfo(job, batch),
  uploadedBytes: batch.request.length,
});

const describeClock = (org: Org): Record<string, unknown> => ({
  offsetMs: org.clock.offsetMs,
  now: formatRestDateTime(org.clock.now()),
});

/** Everything about the org but its records; of the log only what came after entry `since`, or nothing. */
export function describeOrg(org: Org, since: number | null): Record<string, unknown> {
  return {
    organizationId: org.id,
    organization: writeOrganization(org),
    seed: org.seed,
    schema: org.schemaText === null ? 'company' : 'own',
    preset: org.preset,
    settings: org.settings,
    faults: org.faults.map(({ path, ...fault }) => ({ ...fault, pathPattern: path.source })),
    clock: describeClock(org),
    usage: { ...org.usage, since: formatRestDateTime(org.usage.since) },
    counts: Object.fromEntries(
      listed(org).map(({ def, rows, deleted }) => [def.name, { live: rows.size - deleted, deleted }]),
    ),
    clients: [...org.sessions.clients.values()].map(describeClient),
    users: listUsers(org),
    jobs: [...org.jobs.values()].map(describeIngest),
    queryJobs: [...org.queryJobs.values()].map(describeQueryJob),
    classicJobs: [...org.classicJobs.values()].map((job) => ({
      ...jobInfo(job),
      batches: job.batches.map((batch) => describeBatch(job, batch)),
    })),
    log: since === null ? [] : readLog(org, since),
  };
}

/** The settings that are not those of a good day. */
function findConditions(org: Org): Partial<Settings> {
  const usual = foundingSettings(org);
  return Object.fromEntries(
    Object.entries(org.settings).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(usual[name as keyof Settings]),
    ),
  );
}

function countJobs(org: Org): Record<'open' | 'waiting' | 'running' | 'ended', number> {
  const counts = { open: 0, waiting: 0, running: 0, ended: 0 };
  for (const { state } of org.jobs.values()) {
    if (state === 'Open') counts.open += 1;
    else counts[TERMINAL.has(state) ? 'ended' : state === 'InProgress' ? 'running' : 'waiting'] += 1;
  }
  for (const { state } of org.queryJobs.values())
    counts[QUERY_ENDED.has(state) ? 'ended' : state === 'InProgress' ? 'running' : 'waiting'] += 1;
  for (const { state, batches } of org.classicJobs.values()) {
    if (batches.some((batch) => batch.state === 'InProgress')) counts.running += 1;
    else if (batches.some((batch) => !ENDED.has(batch.state))) counts.waiting += 1;
    else counts[state === 'Open' ? 'open' : 'ended'] += 1;
  }
  return counts;
}

/** What the org's process has done since it started, milliseconds: its one thread busy, and CPU of all threads. */
function describeWork(): Record<'busyMs' | 'cpuMs', number> {
  const { user, system } = process.cpuUsage();
  return {
    busyMs: Math.round(performance.eventLoopUtilization().active),
    cpuMs: Math.round((user + system) / 1000),
  };
}

/** A small picture of the org for whoever asks often. */
export function describePanel(org: Org): Record<string, unknown> {
  const { apiRequests, bulkBatches } = org.usage;
  const { dailyApiRequests, dailyBulkBatches } = org.settings;
  return {
    organization: writeOrganization(org),
    seed: org.seed,
    schema: org.schemaText === null ? 'company' : 'own',
    preset: org.preset,
    presets: PRESETS,
    conditions: findConditions(org),
    faults: org.faults.reduce((sum, { times }) => sum + times, 0),
    objects: listed(org)
      .map(({ def, rows, deleted }) => ({
        name: def.name,
        label: def.label,
        labelPlural: def.labelPlural,
        custom: def.custom,
        createable: def.createable,
        records: rows.size - deleted,
        deleted,
      }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    clock: describeClock(org),
    usage: { apiRequests, dailyApiRequests, bulkBatches, dailyBulkBatches },
    jobs: countJobs(org),
    work: describeWork(),
  };
}
