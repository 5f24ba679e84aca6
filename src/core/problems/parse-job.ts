import type { RowProblem } from '../../shared/domain/problem';
import { makeProblem, type Cause } from './causes';
import { decodeEntities } from './read-error-text';
import { notSent } from './verdicts';

type JobText = { code: string; message: string };

/** `InvalidBatch : InvalidBatch : Field name not found : Email`: the code may stand there twice. */
const splitJobError = (text: string): JobText => {
  let code = '';
  let message = text.trim();
  for (
    let part = /^([A-Z]\w*) : (.*)$/s.exec(message);
    part !== null;
    part = /^([A-Z]\w*) : (.*)$/s.exec(message)
  ) {
    if (code !== '' && part[1] !== code) break;
    code = part[1] ?? '';
    message = (part[2] ?? '').trim();
  }
  return { code, message };
};

/** 400 FEATURENOTENABLED in 2.0, `FeatureNotEnabled` in 1.0, before any row is tried. */
const hardDeleteOff = /hardDelete operation requires special user profile permission/i;

const byMessage: readonly (readonly [RegExp, Cause])[] = [
  [/^Field name not found\s*:\s*(.*)$/is, 'job-unknown-field'],
  [/^type is not needed for non polymorphic foreign key references:\s*(.*)$/is, 'job-typed-relationship'],
  [/^Unable to find relationship:\s*(.*)$/is, 'job-unknown-relationship'],
  [/^Failed to parse CSV/i, 'job-bad-csv'],
  [/^LineEnding is invalid/i, 'job-line-endings'],
  [/^Records not found/i, 'job-no-records'],
  [hardDeleteOff, 'hard-delete-off'],
];

const byCode: Readonly<Record<string, Cause>> = {
  ExceededQuota: 'job-quota',
  FeatureNotEnabled: 'job-feature-off',
  InvalidUser: 'job-user',
  Timeout: 'job-timeout',
  TooManyLockFailure: 'job-locks',
};

/** A wrong delimiter makes the whole header the unknown name; its beginning is enough. */
const shorten = (name: string): string => (name.length > 80 ? `${name.slice(0, 79)}…` : name);

/**
 * Reads the `errorMessage` of a failed Bulk API 2.0 job as the reason why its unprocessed rows did not go in.
 * Every text gives a problem; one that is not known has cause `job-failed` and keeps its words.
 */
export const parseJobError = (errorMessage: string): RowProblem => {
  const { code, message } = splitJobError(errorMessage);
  const raw = { ...(code === '' ? {} : { code }), text: errorMessage };
  for (const [pattern, cause] of byMessage) {
    const match = pattern.exec(message);
    if (match !== null)
      return makeProblem(cause, [], { name: shorten(decodeEntities(match[1] ?? '').trim()) }, raw);
  }
  const cause = Object.hasOwn(byCode, code) ? byCode[code] : undefined;
  return makeProblem(cause ?? 'job-failed', [], { message: decodeEntities(message) }, raw);
};

/** Why rows were not tried whose job the org refused to open; `text` is the refusal in its own words. */
export const parseRefusal = (text: string): RowProblem =>
  hardDeleteOff.test(text) ? makeProblem('hard-delete-off', [], {}, { text }) : notSent(text);
