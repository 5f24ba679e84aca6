import { z } from 'zod';
import { CallError } from '../load/ports';
import { clockTolerance } from './org-clock';
import { callOrg, type Session } from './session';
import { toLostCall } from './to-app-error';
import { readText } from './transport';

const JobList = z.object({
  done: z.boolean(),
  nextRecordsUrl: z.string().nullish(),
  records: z.array(
    z.object({
      id: z.string(),
      object: z.string().nullish(),
      operation: z.string(),
      createdById: z.string(),
      createdDate: z.string(),
      state: z.string(),
    }),
  ),
});

export type OrphanSearch = {
  jobType: 'V2Ingest' | 'Classic';
  object: string;
  operation: string;
  /** Id of the signed-in user; where it is not known no job is known to be an orphan of theirs. */
  userId: string;
  /** Epoch milliseconds by the org's clock. */
  createdAfter: number;
  /** Ids of jobs that belong to a load. */
  known: readonly string[];
};

/** An org need not offer its list of jobs. */
const notOffered: ReadonlySet<number> = new Set([403, 404, 501]);

const isNotOffered = (cause: unknown): boolean =>
  cause instanceof CallError &&
  cause.failure.error.code !== 'org.limit' &&
  notOffered.has(cause.failure.status ?? 0);

/** Clears orphans away one by one; one that the org won't let go of, or does not know any more, is passed over. */
export const clearEach = async (
  orphans: readonly string[],
  clear: (id: string) => Promise<void>,
): Promise<void> => {
  for (const id of orphans) {
    try {
      await clear(id);
    } catch (cause) {
      const isPassedOver =
        cause instanceof CallError && (cause.failure.kind === 'refused' || cause.failure.kind === 'gone');
      if (!isPassedOver) throw cause;
    }
  }
};

/**
 * Open jobs of the signed-in user that were made since a time and belong to no load: what creates leave behind whose
 * answers were lost (`GET jobs/ingest`, which has no filter of its own and lists in no order). None where the org
 * does not offer its list of jobs. Throws `CallError`.
 */
export const findOrphans = async (
  session: Session,
  { jobType, object, operation, userId, createdAfter, known }: OrphanSearch,
  signal: AbortSignal,
): Promise<string[]> => {
  if (userId === '') return [];
  const short = (id: string): string => id.slice(0, 15);
  const ours = new Set(known.map(short));
  const orphans: string[] = [];
  let path: string | null = `/services/data/v${session.apiVersion}/jobs/ingest?jobType=${jobType}`;
  try {
    while (path !== null) {
      const answer = await callOrg(session, { method: 'GET', path, signal });
      const page: z.infer<typeof JobList> = JobList.parse(JSON.parse(await readText(answer)));
      for (const job of page.records) {
        const isOwn = short(job.createdById) === short(userId) && !ours.has(short(job.id));
        const isSuch = job.state === 'Open' && job.object === object && job.operation === operation;
        if (isOwn && isSuch && Date.parse(job.createdDate) >= createdAfter - clockTolerance)
          orphans.push(job.id);
      }
      path = page.done ? null : (page.nextRecordsUrl ?? null);
    }
  } catch (cause) {
    if (isNotOffered(cause)) return [];
    throw toLostCall(cause, session.orgName, signal);
  }
  return orphans;
};
