import { expireClassicJobs, type ClassicJob } from '../bulk1/job';
import { replyJobJson, type Reply } from '../http/reply';
import type { Request } from '../http/request';
import type { Org } from '../org';
import { seedRandom } from '../random';
import { tellEnd } from '../save/side-by-side';
import { formatRestDateTime } from '../values/date';
import { expireJobs, TERMINAL } from './job';
import { describeListed } from './job-json';
import { describeQueryShort, expireQueryJobs } from './query-job';

type Listed = Record<string, unknown> & { id: string };

function describeClassic(job: ClassicJob): Listed {
  return {
    id: job.id,
    operation: job.operation,
    object: job.object,
    createdById: job.createdById,
    createdDate: formatRestDateTime(job.createdAt),
    systemModstamp: formatRestDateTime(job.changedAt),
    state: job.state,
    concurrencyMode: job.concurrencyMode,
    contentType: job.contentType,
    apiVersion: job.apiVersion,
    jobType: 'Classic',
  };
}

const ingestJobs = (org: Org): Listed[] =>
  [...org.jobs.values()].map((job) => ({ ...describeListed(job), id: job.id }));
const queryJobs = (org: Org): Listed[] =>
  [...org.queryJobs.values()].map((job) => ({ ...describeQueryShort(job), id: job.id, jobType: 'V2Query' }));

/** One page of a list. No order is promised: a place drawn from each id keeps pages stable and tells nothing of age. */
function writeList(request: Request, kind: 'ingest' | 'query'): Reply {
  const { org, query } = request;
  expireJobs(org);
  expireQueryJobs(org);
  expireClassicJobs(org);
  const own = kind === 'ingest' ? ingestJobs(org) : queryJobs(org);
  const all = [...own, ...[...org.classicJobs.values()].map(describeClassic)];
  const type = query.get('jobType');
  const chunked = query.get('isPkChunkingEnabled') === 'true';
  const mode = kind === 'query' ? query.get('concurrencyMode') : null;
  const places = new Map(all.map(({ id }) => [id, seedRandom(id)()]));
  const jobs = all
    .filter((job) => type === null || job['jobType'] === type)
    .filter((job) => mode === null || job['concurrencyMode'] === mode)
    .filter((job) => !chunked || (org.classicJobs.get(job.id)?.pkChunkSize ?? null) !== null)
    .sort((a, b) => (places.get(a.id) ?? 0) - (places.get(b.id) ?? 0));
  const size = org.settings.jobListPageSize;
  const [token = '', offsetText = '0'] = (query.get('queryLocator') ?? '').split('-');
  const end = (Number(offsetText) || 0) + size;
  const done = end >= jobs.length;
  const filters = ['jobType', 'isPkChunkingEnabled', 'concurrencyMode']
    .map((name) => [name, query.get(name)] as const)
    .map(([name, value]) => (value === null ? '' : `&${name}=${encodeURIComponent(value)}`))
    .join('');
  const locator = `${token || '01g8c000000NS1vYAG'}-${end}`;
  const records = jobs.slice(end - size, end);
  const ended = records.filter(({ id }) => TERMINAL.has(org.jobs.get(id)?.state ?? 'Open'));
  tellEnd(org, new Set(ended.map(({ id }) => id)));
  return replyJobJson({
    done,
    records,
    nextRecordsUrl: done
      ? null
      : `/services/data/v${request.version}.0/jobs/${kind}?queryLocator=${locator}${filters}`,
  });
}

/** `GET jobs/ingest`: ingest jobs of 2.0 and every job of 1.0. */
export const listIngestJobs = (request: Request): Reply => writeList(request, 'ingest');

/** `GET jobs/query`: query jobs of 2.0 and every job of 1.0. */
export const listQueryJobs = (request: Request): Reply => writeList(request, 'query');
