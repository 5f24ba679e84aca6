import { Readable } from 'node:stream';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { planAttempt, type Job } from '../../core/load/state';
import { writeRecord } from '../../core/sheet/write-csv';
import { readCsvRecords } from '../files/read-records';
import { idBytes, savedStates } from '../store/keyed-verdicts';
import type { Outcome } from '../store/outcomes';
import { collectByKey } from './collect-by-key';
import { collectResults } from './collect-results';
import type { BulkJobs, ResultKind } from './ports';

const jobOf = (rows: number, state: 'JobComplete' | 'Failed'): Job => {
  const way = { api: '2.0', mode: 'parallel', batchSize: null } as const;
  const [job] = planAttempt(1, way, [{ rows, chain: null }], 0).jobs;
  if (job === undefined) throw new Error('no job');
  const report = { id: '750', state, processed: 0, failed: 0, error: null };
  return { ...job, id: '750', phase: 'collecting', committedAt: 1, report };
};

/** Result files in pieces, page by page, as the org and the network please. */
const openBulk = (files: Record<ResultKind, string[]>, size: number): BulkJobs => {
  const cut = (text: string): Buffer[] => {
    const bytes = Buffer.from(text);
    return Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
      bytes.subarray(at * size, at * size + size),
    );
  };
  return {
    results: async function* results(_id: string, kind: ResultKind) {
      for (const [at, page] of files[kind].entries()) {
        let header = true;
        for await (const record of readCsvRecords(Readable.from(cut(page)))) {
          if (at === 0 || !header) yield record;
          header = false;
        }
      }
    },
    resultPages: async function* resultPages(_id: string, kind: ResultKind) {
      for (const page of files[kind]) yield Readable.from(cut(page));
    },
  } as unknown as BulkJobs;
};

const quote = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
const toId = (at: number): string => `003${String(at).padStart(12, '0')}AAA`;

const key = fc.oneof(
  { weight: 40, arbitrary: fc.integer({ min: 0, max: 99_999 }).map((number) => `K-${number}`) },
  { weight: 1, arbitrary: fc.constantFrom('', 'K-1', 'k-1', 'ü', 'a "b"', 'a,b', ' x ', 'two\nlines') },
);
const row = fc.record({
  key,
  name: fc.constantFrom(
    'Ada',
    'Bob',
    'a, "b"',
    '',
    'two\nlines',
    'b\n"c"',
    '\n',
    '\n"003000000000001AAA","true","K-1","x"',
  ),
  fate: fc.constantFrom('created', 'updated', 'failed', 'unprocessed', 'created', 'updated', 'lost'),
});
const mishap = fc.constantFrom(
  'none',
  'none',
  'none',
  'none',
  'twice',
  'other-key',
  'cut',
  'short',
  'stray-quote',
);

it('gives the verdicts that careful collecting gives, or leaves the job to that', async () => {
  const seen = { fast: 0, left: 0, missing: 0 };
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: 1, maxLength: 30 }),
      mishap,
      fc.integer({ min: 1, max: 200 }),
      fc.constantFrom('upsert' as const, 'delete' as const),
      fc.constantFrom('JobComplete' as const, 'JobComplete' as const, 'Failed' as const),
      async (rows, trouble, size, operation, state) => {
        const columns = [
          { name: 'Name', type: 'string' as const },
          { name: 'Key__c', type: 'string' as const },
        ];
        const head = ['"sf__Id"', '"sf__Created"', 'Key__c', 'Name'].join(',');
        const failHead = ['"sf__Id"', '"sf__Error"', 'Name', 'Key__c'].join(',');
        const saved = rows.flatMap(({ key, name, fate }, at) =>
          fate === 'created' || fate === 'updated'
            ? [[quote(toId(at)), quote(String(fate === 'created')), quote(key), quote(name)].join(',')]
            : [],
        );
        saved.reverse();
        if (trouble === 'twice' && saved[0] !== undefined) saved.push(saved[0]);
        if (trouble === 'other-key') saved.push('"003000000000999AAA","true","nobody","x"');
        if (trouble === 'short') saved.push('"003000000000999AAA","true"');
        if (trouble === 'stray-quote') saved.push('"003"x,"true","K-1","x"');
        const failed = rows.flatMap(({ key, name, fate }) =>
          fate === 'failed' ? [['""', quote('CODE:no "way":--'), quote(name), quote(key)].join(',')] : [],
        );
        const untried = rows.flatMap(({ key, name, fate }) =>
          fate === 'unprocessed' ? [writeRecord([name, key]).trimEnd()] : [],
        );
        const file = (lines: string[]): string => `${lines.join('\n')}\n`;
        const half = Math.ceil(saved.length / 2);
        const pages = [file([head, ...saved.slice(0, half)]), file([head, ...saved.slice(half)])];
        if (trouble === 'cut') pages[1] = (pages[1] ?? '').slice(0, -7);
        const bulk = openBulk(
          {
            successfulResults: pages,
            failedResults: [file([failHead, ...failed])],
            unprocessedRecords: untried.length === 0 ? [''] : [file(['Name,Key__c', ...untried])],
          },
          size,
        );
        const numbers = rows.map((_, at) => at * 3 + 1);
        const values = rows.map(({ key, name }) => [name, key]);
        const signal = new AbortController().signal;
        const how = { bulk, job: jobOf(rows.length, state), operation, columns, key: 'Key__c', signal };
        const sizes = values.map((cells) => Buffer.byteLength(writeRecord(cells)));
        const headSize = Buffer.byteLength(writeRecord(['Name', 'Key__c']));
        const bytes = Buffer.from([['Name', 'Key__c'], ...values].map(writeRecord).join(''));
        const fast = await collectByKey({
          ...how,
          sent: async function* sent() {
            for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
          },
          places: async () => ({
            rows: Int32Array.from(numbers),
            at: Int32Array.from(sizes, (_, at) =>
              sizes.slice(0, at).reduce((sum, one) => sum + one, headSize),
            ),
            size: Int32Array.from(sizes),
          }),
        });
        seen[fast === null ? 'left' : 'fast'] += 1;
        // Nothing about these needs more care.
        const isUsual = new Set(rows.map(({ key }) => key)).size === rows.length;
        if (trouble === 'none' && isUsual && rows.every(({ key }) => /^K-\d+$/.test(key)))
          expect(fast).not.toBeNull();
        if (fast === null) return;
        const slow = await collectResults({
          ...how,
          sent: async function* sent() {
            yield numbers.map((number, at) => ({ row: number, values: values[at] ?? [] }));
          },
        });
        if (fast.missing.length > 0) seen.missing += 1;
        const outcomes: Outcome[] = [...fast.others];
        for (let at = 0; at < fast.count; at += 1)
          outcomes.push({
            row: fast.rows[at] ?? 0,
            state: savedStates[fast.states[at] ?? 0] ?? 'failed',
            recordId: fast.ids.toString('latin1', at * idBytes, (at + 1) * idBytes),
            code: null,
            text: null,
            certainty: 'key',
          });
        const inOrder = (all: Outcome[]): Outcome[] => all.sort((one, other) => one.row - other.row);
        // What no org said: a saved row has no error, where the careful way may keep an empty one.
        const slowOutcomes = slow.outcomes.map((one) =>
          one.state === 'failed' || one.state === 'not_processed' ? one : { ...one, code: null, text: null },
        );
        expect(inOrder(outcomes)).toEqual(inOrder(slowOutcomes));
        expect(fast.missing).toEqual(slow.missing);
      },
    ),
    { numRuns: 500 },
  );
  expect(Math.min(seen.fast, seen.left, seen.missing)).toBeGreaterThan(30);
});
