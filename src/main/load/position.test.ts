import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planAttempt, type Job } from '../../core/load/state';
import type { SendingApi } from '../../shared/domain/load';
import type { Outcome } from '../store/outcomes';
import type { ClassicJobs, ClassicResult } from './classic-ports';
import type { CollectionResult, Collections } from './collections-ports';
import type { AttemptLedger } from './ledger-port';
import { performBatchEffect } from './perform-batch';
import { performCallEffect, type CallPorts } from './perform-call';

const signal = new AbortController().signal;
const operations = ['insert', 'update', 'upsert', 'delete'] as const;

const jobOf = (api: SendingApi, rows: number): Job => {
  const way = { api, mode: 'parallel', batchSize: null } as const;
  const [job] = planAttempt(1, way, [{ rows, chain: null }], 0).jobs;
  if (job === undefined) throw new Error('no job');
  return { ...job, id: '7518c000000AAAA', phase: 'collecting', committedAt: 1 };
};

/** A ledger that holds the rows of one part in the order in which they went, and keeps what is settled. */
const openLedger = (rows: readonly number[]) => {
  const settled: Outcome[][] = [];
  const ledger: AttemptLedger = {
    header: ['Id'],
    body: async function* body() {
      yield '';
    },
    rows: async function* each() {
      for (let at = 0; at < rows.length; at += 7)
        yield rows.slice(at, at + 7).map((row) => ({ row, values: [`003${String(row).padStart(12, '0')}`] }));
    },
    places: async () => {
      throw new Error('not asked for');
    },
    isAnswered: async () => settled.length > 0,
    ownersOf: async () => new Map(),
    settle: async (_job, outcomes) => void settled.push([...outcomes]),
  };
  return { ledger, settled };
};

/** Rows of a part, which need not stand in the order of the file, and the org's word on each. */
const parts = fc.record({
  rows: fc.uniqueArray(fc.integer({ min: 1, max: 10_000 }), { minLength: 1, maxLength: 40 }),
  fails: fc.infiniteStream(fc.boolean()),
  operation: fc.constantFrom(...operations),
  lacks: fc.integer({ min: -3, max: 3 }),
  final: fc.boolean(),
});

const wentIn = { insert: 'created', update: 'updated', upsert: 'updated', delete: 'deleted' } as const;

const expectTrue = (
  outcomes: readonly Outcome[],
  rows: readonly number[],
  failed: ReadonlySet<number>,
  operation: (typeof operations)[number],
): void => {
  expect(outcomes.map(({ row }) => row)).toEqual(rows);
  for (const { row, state, recordId, text, certainty } of outcomes) {
    expect(certainty).toBe('position');
    if (failed.has(row)) expect({ state, text }).toEqual({ state: 'failed', text: `E:${row}:--` });
    else expect({ state, recordId }).toEqual({ state: wentIn[operation], recordId: `id ${row}` });
  }
};

const portsOf = (operation: (typeof operations)[number], send: Collections['send']): CallPorts => ({
  collections: { send },
  options: { object: 'Contact', allOrNone: false, autoAssign: false, duplicateSave: false },
  operation,
  externalId: null,
  columns: [{ header: 'Id', type: 'id' }],
  ask: { key: null, findMade: async () => [] },
  findMadeAmong: async () => new Set(),
});

describe('outcomes by position', { timeout: 120_000 }, () => {
  it('of a batch of 1.0 are those of its rows, or nobody’s while the counts differ', async () => {
    await fc.assert(
      fc.asyncProperty(parts, async ({ rows, fails, operation, lacks, final }) => {
        const failed = new Set(rows.filter(() => fails.next().value));
        const results = rows.map((row): ClassicResult =>
          failed.has(row)
            ? { id: null, success: false, created: false, error: `E:${row}:--` }
            : { id: `id ${row}`, success: true, created: operation === 'insert', error: null },
        );
        const [first] = results;
        if (lacks > 0) results.splice(0, lacks);
        else for (let more = lacks; more < 0; more += 1) results.unshift(first as ClassicResult);
        const { ledger, settled } = openLedger(rows);
        const classic = {
          results: async function* each() {
            yield* results;
          },
        } as unknown as ClassicJobs;
        const spec = { object: 'Contact', operation, concurrencyMode: 'Parallel' } as const;
        const event = await performBatchEffect(
          { type: 'collect', seq: 1, id: 'b', boxId: 'j', final, after: 0 },
          jobOf('1.0', rows.length),
          ledger,
          { classic, spec, knownJobs: () => [] },
          signal,
        );
        const whole = results.length === rows.length;
        if (!whole && !final) {
          expect(settled).toEqual([]);
          expect(event).toMatchObject({ type: 'collected', missing: rows.length });
          return;
        }
        expect(event).toMatchObject({ type: 'collected', missing: 0 });
        const [outcomes = []] = settled;
        if (whole) expectTrue(outcomes, rows, failed, operation);
        else
          expect(outcomes.map(({ row, state }) => [row, state])).toEqual(
            rows.map((row) => [row, 'no_verdict']),
          );
      }),
      { numRuns: 10_000 },
    );
  });

  it('of a call of collections are those of its records, or nobody’s where the counts differ', async () => {
    await fc.assert(
      fc.asyncProperty(parts, async ({ rows, fails, operation, lacks }) => {
        const failed = new Set(rows.filter(() => fails.next().value));
        const results = rows.map((row): CollectionResult => ({
          id: failed.has(row) ? null : `id ${row}`,
          success: !failed.has(row),
          created: failed.has(row) ? null : operation === 'insert',
          code: failed.has(row) ? 'E' : null,
          text: failed.has(row) ? `E:${row}:--` : null,
          fields: [],
        }));
        if (lacks > 0) results.splice(0, lacks);
        const { ledger, settled } = openLedger(rows);
        const performed = performCallEffect(
          { type: 'call', seq: 1, after: 0 },
          { ...jobOf('collections', rows.length), phase: 'committing' },
          ledger,
          portsOf(operation, async () => results),
          signal,
        );
        if (results.length !== rows.length) {
          await expect(performed).rejects.toThrow('one result for each record');
          expect(settled).toEqual([]);
          return;
        }
        expect(await performed).toEqual({ type: 'called', seq: 1 });
        expectTrue(settled[0] ?? [], rows, failed, operation);
      }),
      { numRuns: 10_000 },
    );
  });

  it('of a call stay as they were written down, though the program ended before it knew of them', async () => {
    for (const effect of [
      { type: 'call', seq: 1, after: 0 },
      { type: 'ask', seq: 1, final: true, after: 0 },
    ] as const) {
      const { ledger, settled } = openLedger([1, 2]);
      const answer = { success: true, created: true, code: null, text: null, fields: [] };
      let calls = 0;
      const ports = portsOf('insert', async () => {
        calls += 1;
        return [1, 2].map((row) => ({ ...answer, id: `id ${row}` }));
      });
      const job = jobOf('collections', 2);
      const first = { type: 'call', seq: 1, after: 0 } as const;
      await performCallEffect(first, { ...job, phase: 'committing' }, ledger, ports, signal);
      const again = await performCallEffect(effect, { ...job, phase: 'doubting' }, ledger, ports, signal);
      expect({ again, calls, settled: settled.length }).toEqual({
        again: { type: 'called', seq: 1 },
        calls: 1,
        settled: 1,
      });
    }
  });
});
