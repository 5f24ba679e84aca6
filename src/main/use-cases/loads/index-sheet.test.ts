import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decideFormats } from '../../../core/mapping/decide-formats';
import { contact } from '../../../core/mapping/test-contact';
import { anyTyped, nearlyTyped } from '../../../core/sheet/test-typed-cells';
import { writeExactRecord } from '../../../core/sheet/write-csv';
import { defaultLoadOptions } from '../../../shared/domain/load';
import type { SheetView } from '../../../shared/domain/sheet';
import { openBulkFile } from '../../store/bulk-file';
import { createLoadFolder, folderOf } from '../../store/load-folder';
import { createLoadStore, type LoadStore } from '../../store/load-store';
import { checkSheet, openCheck } from './check-sheet';
import { toEmptyDoc } from '../../store/empty-doc';
import { indexSheet } from './index-sheet';
import { readSheet } from './read-sheet';

let home: string;
let store: LoadStore;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'bulkhead-index-sheet-'));
  const folder = folderOf(home, 'load');
  await createLoadFolder(folder);
  const org = { id: 'org', name: 'Org', type: 'practice', username: 'ada@test.example' } as const;
  store = await createLoadStore(folder, toEmptyDoc(org, 'load', 'file.csv'));
});
afterAll(async () => {
  await store.close();
  await rm(home, { recursive: true, force: true });
});

const fields = ['LastName', 'Contract_Start__c', 'Budget__c', 'CreatedDate', null];
const header = ['Name', 'Start', 'Budget', 'Made', 'Note'];
const source = { name: 'file.csv', bytes: 1, modifiedAt: 0, sha256: '' };
const typed = new Set([1, 2, 3]);
const wanted = { reading: 'as-written' as const, examine: () => typed, tellProgress: () => undefined };

type Chosen = Partial<Pick<typeof defaultLoadOptions, 'blank' | 'errorCells'>>;

/** Checks the rows that were read last, and tells what would be sent and what is held. */
const check = async (sheet: SheetView, chosen: Chosen) => {
  const mapping = fields.map((field, column) => ({
    column,
    header: header[column] ?? '',
    field,
    confidence: 'chosen' as const,
    format: {},
  }));
  const { entries } = decideFormats({
    entries: mapping,
    columns: sheet.columns,
    object: contact,
    given: {},
    formats: { Budget: { errorCells: 'blank' } },
    timeZone: 'Europe/Berlin',
  });
  const doc = await store.change(async (current) => ({
    ...current,
    sheet,
    target: { object: 'Contact', objectLabel: 'Contact', objectLabelPlural: 'Contacts', operation: 'insert' },
    mapping: entries,
    options: { ...defaultLoadOptions, ...chosen, values: 'as-is' },
  }));
  const way = { api: '1.0', mode: 'parallel', batchSize: 7 } as const;
  const opened = await openCheck(store, doc, contact, way);
  const [keys, held] = ['keys', 'held'].map((name) => openBulkFile(join(home, name)));
  if (keys === undefined || held === undefined) throw new Error('no files');
  const { parts, effects } = await checkSheet(store, doc, contact, way, opened, keys, held);
  keys.close();
  held.close();
  if (parts === null) throw new Error('no parts');
  const plans = parts.parts();
  await store.change(async (current, tx) => {
    await parts.record(tx);
    return current;
  });
  const files = (await readdir(store.folder.sent)).filter((file) => file.endsWith('.csv')).sort();
  const sent = await Promise.all(
    files.map(async (file) => [file, await readFile(join(store.folder.sent, file), 'utf8')]),
  );
  const places = await store.database.all('SELECT * FROM sent_1 ORDER BY pos');
  const wasIndexed = opened.indexed !== null;
  return { found: { plans, sent, places, effects, held: await readFile(held.path, 'utf8') }, wasIndexed };
};

const mostly = (cell: fc.Arbitrary<string>) =>
  fc.oneof({ weight: 12, arbitrary: cell }, { weight: 1, arbitrary: anyTyped });
const name = fc.constantFrom(
  'Ada',
  'Erik',
  'Müller',
  'a, b',
  'say "hi"',
  'two\nlines',
  '#N/A',
  'Err:502',
  '',
);
const row = fc.oneof(
  {
    weight: 20,
    arbitrary: fc
      .tuple(name, mostly(nearlyTyped.date), mostly(nearlyTyped.number), mostly(nearlyTyped.datetime), name)
      .map(writeExactRecord),
  },
  { weight: 1, arbitrary: fc.constantFrom('\n', 'Ada,2026-01-31\n', 'Ada,2026-01-31,5,,x,y\n') },
);

describe('a file of strict form whose columns are read by their type', () => {
  it('is indexed as the same sheet, and sends and holds the same as read row by row', async () => {
    const seen = { indexed: 0, sent: 0, held: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 60 }),
        fc.record({
          blank: fc.constantFrom('keep' as const, 'clear' as const),
          errorCells: fc.constantFrom('hold' as const, 'blank' as const, 'text' as const),
        }),
        async (rows, chosen) => {
          await writeFile(store.folder.source, `${header.join(',')}\n${rows.join('')}`);
          const indexed = await indexSheet(store, source, wanted);
          if (indexed === null) return;
          const fast = await check(indexed, chosen);
          expect(fast.wasIndexed).toBe(true);
          const { dialect } = indexed;
          const read = await readSheet(store, { ...wanted, source, dialect, chosen: [], doubt: [] });
          const slow = await check(read, chosen);
          expect(slow.wasIndexed).toBe(false);
          expect({ ...indexed, doubt: [] }).toEqual(read);
          expect(fast.found).toEqual(slow.found);
          seen.indexed += 1;
          seen.sent += fast.found.places.length;
          seen.held += fast.found.held === '' ? 0 : 1;
        },
      ),
      { numRuns: 20 },
    );
    expect(seen.indexed).toBeGreaterThan(3);
    expect(Math.min(seen.sent, seen.held)).toBeGreaterThan(3);
  });

  it.each([
    'Name,Start,Budget,Made,Note',
    '\u{feff}"Name",Start,Budget,Made,Note',
    ' Name ,Start,Budget,Made,Note',
  ])('is read more closely where the column names come again: %j', async (again) => {
    const row = 'Ada,2026-01-31,5,,';
    await writeFile(store.folder.source, `${header.join(',')}\n${row}\n${again}\n${row}\n`);
    expect(await indexSheet(store, source, wanted)).toBeNull();
    await writeFile(store.folder.source, `${header.join(',')}\n${row}\nName,Start,5,,\n${row}\n`);
    expect((await indexSheet(store, source, wanted))?.rows).toBe(3);
  });
});
