import type { PracticeOrg } from '../../../src/practice-org/server';
import { query, runJob, type JobOptions } from './client';

/** The sf__Error of each failed row, unquoted. */
export function errorsOf(failed: string): string[] {
  return [...failed.matchAll(/^"","((?:[^"]|"")*)"/gm)].map((found) =>
    (found[1] ?? '').replaceAll('""', '"'),
  );
}

export async function firstError(practice: PracticeOrg, options: JobOptions, csv: string): Promise<string> {
  return errorsOf((await runJob(practice, options, csv)).failed)[0] ?? 'no error';
}

export async function idOf(practice: PracticeOrg, object: string, where: string): Promise<string> {
  return String((await query(practice, `SELECT Id FROM ${object} WHERE ${where}`))[0]?.['Id']);
}

export const upsert = (externalIdFieldName: string, object = 'Contact'): JobOptions => ({
  object,
  operation: 'upsert',
  externalIdFieldName,
});
export const update: JobOptions = { operation: 'update' };
