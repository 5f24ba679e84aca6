import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Line, StoredBatch, StoredClassic, StoredJob } from './lines';

/** Folders of form 2 hold each job in one line, and the schema in a file of its own. */
export const FORM_2 = 2;

type Job2 = Omit<StoredJob, 'lost'> & { outcomes: string[] };
type Classic2 = StoredClassic & { batches: StoredBatch[] };

export function readSchema2(folder: string): string | null {
  const path = join(folder, 'schema.json');
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}

/** A line of form 2 as the lines that say the same today. */
export function upgradeLine(line: Line): Line[] {
  if (line.kind === 'job') {
    const { outcomes, ...job } = line.job as unknown as Job2;
    return [
      { kind: 'job', job: { ...job, lost: 0 } },
      { kind: 'outcomes', id: job.id, from: 0, texts: outcomes },
    ];
  }
  if (line.kind === 'classic') {
    const { batches, ...job } = line.job as unknown as Classic2;
    return [
      { kind: 'classic', job },
      ...batches.map((batch): Line => ({ kind: 'batch', jobId: job.id, batch })),
    ];
  }
  if (line.kind !== 'org') return [line];
  // Tokens had no age: they count from the moment the folder is read.
  const now = Date.now() + line.offsetMs;
  const sessions = line.sessions.map((session) => ({ ...session, issuedAt: now }));
  const grants = line.grants.map((grant) => ({ ...grant, usedAt: now }));
  return [{ ...line, sessions, grants }];
}
