import { isOver, type Attempt, type Job } from './state';

const isUnderWay = (job: Job): boolean => job.phase !== 'planned' && !isOver(job);

/**
 * The planned part to start next; undefined while none may be started. Parts of one chain hold rows of one parent, so
 * none of them starts while another is under way. Long chains go first, since nothing can run beside their end.
 */
export const findNextPart = ({ jobs }: Pick<Attempt, 'jobs'>): Job | undefined => {
  const first = jobs.find(({ phase }) => phase === 'planned');
  if (first === undefined || jobs.every(({ chain }) => chain === null)) return first;
  const busy = new Set(jobs.filter(isUnderWay).map(({ chain }) => chain));
  const left = new Map<number, number>();
  for (const { chain, phase } of jobs)
    if (chain !== null && phase === 'planned') left.set(chain, (left.get(chain) ?? 0) + 1);
  let next: Job | undefined;
  let longest = -1;
  for (const job of jobs) {
    if (job.phase !== 'planned' || (job.chain !== null && busy.has(job.chain))) continue;
    const length = job.chain === null ? 0 : (left.get(job.chain) ?? 0);
    if (length <= longest) continue;
    next = job;
    longest = length;
  }
  return next;
};
