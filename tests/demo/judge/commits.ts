import type { Claim } from './claim';
import type { OrgJob } from './org-session';

export type Commits = {
  rows: number;
  jobs: { id: string; state: string; succeeded: number; failed: number; unprocessed: number }[];
};

type Outcome = 'succeeded' | 'failed' | 'unprocessed';
const OUTCOMES: readonly Outcome[] = ['succeeded', 'failed', 'unprocessed'];

/**
 * Goes through the org's jobs in the order in which they were made. What a job did with a row stands in its
 * results; a row may come again in a later job only if it had failed or was never processed before.
 */
export function checkCommits(
  jobs: readonly OrgJob[],
  keyField: string,
  claim: Claim,
  findings: string[],
): Commits {
  const last = new Map<string, Outcome>();
  let rows = 0;
  let created = 0;
  let updated = 0;
  for (const job of jobs) {
    if (!['JobComplete', 'Failed', 'Aborted'].includes(job.state)) {
      findings.push(`Job ${job.id} still is ${job.state}.`);
    }
    for (const outcome of OUTCOMES) {
      for (const record of job[outcome]) {
        const name = record[keyField] ?? '';
        const before = last.get(name);
        if (before === 'succeeded')
          findings.push(`${name} succeeded and was committed again in job ${job.id}.`);
        last.set(name, outcome);
        rows += 1;
        if (outcome === 'succeeded' && record['sf__Created'] === 'true') created += 1;
        else if (outcome === 'succeeded') updated += 1;
      }
    }
  }
  const claimed = (state: string): number => claim.rows.filter((row) => row.state === state).length;
  if (created !== claimed('created') || updated !== claimed('updated')) {
    findings.push(
      `The org’s jobs created ${created} and updated ${updated}; the program says ${claimed('created')} and ${claimed('updated')}.`,
    );
  }
  const sent = claim.attempts.reduce((sum, count) => sum + count, 0);
  if (sent !== rows) findings.push(`The program sent ${sent} rows in all attempts; the org took ${rows}.`);
  return {
    rows,
    jobs: jobs.map(({ id, state, succeeded, failed, unprocessed }) => ({
      id,
      state,
      succeeded: succeeded.length,
      failed: failed.length,
      unprocessed: unprocessed.length,
    })),
  };
}
