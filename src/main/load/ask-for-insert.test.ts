import { describe, expect, it } from 'vitest';
import { planAttempt } from '../../core/load/state';
import type { Outcome } from '../store/outcomes';
import { askForInsert, type AskPorts } from './ask-for-insert';
import type { AttemptLedger } from './ledger-port';

const way = { api: 'collections', mode: 'parallel', batchSize: null } as const;
const [job] = planAttempt(1, way, [{ rows: 3, chain: null }], 0).jobs;
const rows = [1, 2, 3].map((row) => ({ row, values: [`k-${row}`] }));

const ask = async (
  key: Pick<NonNullable<AskPorts['key']>, 'unique' | 'own'>,
  found: number[],
): Promise<string[]> => {
  if (job === undefined) throw new Error('there is one part');
  const settled: Outcome[] = [];
  const ledger = {
    ownersOf: async () => new Map(),
    settle: async (_job: unknown, outcomes: readonly Outcome[]) => void settled.push(...outcomes),
  } as unknown as AttemptLedger;
  const ports: AskPorts = {
    key: { name: 'Key__c', spell: (text) => text, ...key },
    findMade: async () => found.map((row) => ({ id: `id-${row}`, key: `k-${row}`, isOwn: true })),
  };
  const { signal } = new AbortController();
  await askForInsert({ job, rows, columns: ['Key__c'], final: true }, ledger, ports, signal);
  return settled.map(({ row, state }) => `${row} ${state}`);
};

describe('a lost insert of which nothing is found at last', () => {
  it('never went in, where the org would refuse its keys a second time', async () => {
    const verdicts = await ask({ unique: true, own: false }, []);
    expect(verdicts).toEqual(['1 not_processed', '2 not_processed', '3 not_processed']);
  });

  it('is left to a person under a trace, since it may come late and nothing would stop it', async () => {
    const verdicts = await ask({ unique: false, own: true }, []);
    expect(verdicts).toEqual(['1 no_verdict', '2 no_verdict', '3 no_verdict']);
  });
});

describe('a lost insert of which some is found', () => {
  it('was carried out: under a trace the rest was refused', async () => {
    const verdicts = await ask({ unique: false, own: true }, [1, 3]);
    expect(verdicts).toEqual(['1 created', '2 not_processed', '3 created']);
  });

  it('says nothing of the rest under a key that others may share', async () => {
    expect(await ask({ unique: false, own: false }, [1])).toEqual([
      '1 created',
      '2 no_verdict',
      '3 no_verdict',
    ]);
  });
});
