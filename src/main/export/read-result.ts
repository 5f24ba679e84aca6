import { nextTry } from '../../core/load/pace';
import { AppError } from '../../shared/errors/app-error';
import { CallError, type Clock, type Sleep } from '../load/ports';
import type { QueryJobs, ResultPage } from './ports';

/** `patience`: how long calls may go unanswered, milliseconds. */
export type Waiting = { sleep: Sleep; now: Clock; patience: number };

/**
 * Makes a call that changes nothing until it is answered, or patience is over. Failures that another try can't mend
 * are thrown as they are.
 */
export const askUntilAnswered = async <T>(
  call: () => Promise<T>,
  { sleep, now, patience }: Waiting,
  signal: AbortSignal,
): Promise<T> => {
  const since = now();
  for (let tries = 1; ; tries += 1) {
    try {
      return await call();
    } catch (cause) {
      const failure = cause instanceof CallError ? cause.failure : null;
      const passing = failure?.kind === 'lost' || failure?.kind === 'busy';
      if (!passing || signal.aborted || now() - since >= patience) throw cause;
      await sleep(Math.max(nextTry(tries), failure.retryAfterMs ?? 0), signal);
    }
  }
};

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((cell, at) => cell === b[at]);

const refuseChanged = (detail: string): never => {
  throw new AppError('export.changed', {}, { detail });
};

/** Pages that bring nothing new before it is said that records are missing. */
const patienceWithPages = 5;

/** How far one page was handed on, over all tries to fetch it. */
type Progress = { header: string[] | null; count: number; last: string[] };

/** Hands on what of a page was not handed on before. A record that is not whole ends it, as the cut it is. */
async function* readOn(records: AsyncIterable<string[]>, progress: Progress): AsyncGenerator<string[]> {
  let place = -1;
  for await (const record of records) {
    place += 1;
    if (place === 0) {
      if (progress.header === null) {
        progress.header = record;
        yield record;
      } else if (!isSame(record, progress.header)) refuseChanged('another header');
      continue;
    }
    if (record.length !== progress.header?.length) return;
    if (place > progress.count) {
      progress.count = place;
      progress.last = record;
      yield record;
    } else if (place === progress.count && !isSame(record, progress.last)) refuseChanged('another order');
  }
}

/**
 * All records of a complete query job, the header first and once. A page that is cut off, or has another number
 * of records than it should, is fetched again by its locator; records that were handed on already are skipped, as
 * long as the last of them is still where it was. Throws `AppError` where pages contradict each other, and
 * `CallError` where the org stops answering.
 */
export async function* readResult(
  jobs: QueryJobs,
  id: string,
  waiting: Waiting,
  signal: AbortSignal,
): AsyncGenerator<string[]> {
  const progress: Progress = { header: null, count: 0, last: [] };
  let locator: string | null = null;
  do {
    progress.count = 0;
    let next: string | null = null;
    let fruitless = 0;
    for (let isWhole = false; !isWhole;) {
      const before = progress.count;
      const at: string | null = locator;
      const page: ResultPage = await askUntilAnswered(async () => jobs.page(id, at, signal), waiting, signal);
      let lost: CallError | null = null;
      try {
        yield* readOn(page.records, progress);
      } catch (cause) {
        if (!(cause instanceof CallError) || cause.failure.kind !== 'lost') throw cause;
        lost = cause;
      }
      next = page.next;
      const expected = page.count ?? progress.count;
      if (progress.count > expected) refuseChanged(`${progress.count} of ${expected} records`);
      isWhole = lost === null && progress.count === expected;
      if (isWhole) continue;
      fruitless = progress.count > before ? 0 : fruitless + 1;
      if (fruitless >= patienceWithPages)
        throw lost ?? new AppError('export.short', { got: progress.count, expected });
      await waiting.sleep(nextTry(fruitless), signal);
    }
    locator = next;
  } while (locator !== null);
}
