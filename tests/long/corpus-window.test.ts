import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasMessage, text } from '../../src/shared/messages/format';
import { judge } from '../corpus/judge';
import { corpusFiles, placeFile, type CorpusFile } from '../corpus/load-corpus';
import type { Finding, FindingKind, Reading, Refused } from '../corpus/make/model';
import { refusalCodes } from '../corpus/vocabulary';
import { launchBulkhead, type LaunchedBulkhead } from '../e2e/launch';
import { openPracticeOrg } from '../e2e/screens/connect';
import { loadFile } from '../e2e/screens/file';
import { changeChip, readShown, takeAnother, type ShownFile } from '../e2e/screens/file-preview';

// Every file of the corpus as a person sees it: in one window, one after the other.

const previewRows = 50;
/** The window shows as many columns, and letters of a cell. */
const previewColumns = 200;
const previewLetters = 1000;
const hugeCell = 100 * 1024 * 1024;

let folder: string;
let launched: LaunchedBulkhead;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bulkhead-corpus-'));
  launched = await launchBulkhead();
  await openPracticeOrg(launched.page);
  const first = join(folder, 'first.csv');
  await writeFile(first, 'Name\nfirst\n');
  await loadFile(launched.app, launched.page, first);
});
afterAll(async () => {
  await launched.close();
  await rm(folder, { recursive: true, force: true });
});

const expectRefused = (words: string | null, { kind, line, column }: Refused): void => {
  expect(words).not.toBeNull();
  const told = refusalCodes[kind].filter(
    (code) => hasMessage(`error.${code}.title`) && words?.includes(text(`error.${code}.title` as never)),
  );
  expect({ told: told.length, words }).toEqual({ told: 1, words });
  if (line !== undefined) expect(words).toMatch(new RegExp(`line ${line}\\b`, 'i'));
  if (column !== undefined) expect(words).toMatch(new RegExp(`column ${column}\\b`, 'i'));
};

/** Findings that are told column by column, with what can be done about them. */
const damages: ReadonlySet<FindingKind> = new Set<FindingKind>([
  'lost-zeros',
  'scientific',
  'rounded',
  'serial-dates',
  'short-ids',
  'id-case',
  'one-case-ids',
  'formula-text',
  'invisible',
  'cut-values',
]);

/** A note tells a finding by its column, or by its count where it is of no column; a few columns stand for many. */
const tells = (note: string, [, count, column]: Finding): boolean =>
  column === undefined
    ? count === 1 || new RegExp(`\\b${count}\\b`).test(note)
    : note.includes(column) || /\d more columns?\b/.test(note);

const cutCells = (cells: readonly string[]): string[] =>
  cells.slice(0, previewColumns).map((cell) => cell.slice(0, previewLetters));

const expectShown = (shown: ShownFile, { dialect, header, rows, findings = [] }: Reading): void => {
  const first = rows.filter(([row]) => row <= previewRows);
  expect({
    header: shown.header.slice(0, previewColumns),
    rows: shown.rows.slice(0, first.length),
  }).toEqual({
    header: cutCells(header).map((name) => (name.trim() === '' ? text('file.column.unnamed') : name)),
    rows: first.map(([row, line, cells]) => ({
      row: String(row),
      line: String(line),
      cells: cutCells(cells),
    })),
  });
  const words = [
    ...(dialect.encoding === undefined ? [] : [text(`file.encoding.${dialect.encoding}` as never)]),
    ...(dialect.delimiter === undefined ? [] : [text(`file.delimiter.${dialect.delimiter}` as never)]),
    text('file.header.row', { row: dialect.headerRow }),
  ];
  expect(shown.chips).toEqual(expect.arrayContaining(words));
  const { sheet } = dialect;
  if (sheet !== undefined) expect(shown.chips.some((chip) => chip.includes(sheet))).toBe(true);
  const noted = new Set(findings.map(([kind]) => kind).filter((kind) => !damages.has(kind)));
  const said = [...shown.notes, ...shown.damages];
  expect({ notes: shown.notes.length, damages: shown.damages.length, said }).toEqual({
    notes: noted.size,
    damages: findings.filter(([kind]) => damages.has(kind)).length,
    said,
  });
  for (const finding of findings)
    expect(
      said.some((note) => tells(note, finding)),
      `${finding.join(' ')} in ${said.join('\n')}`,
    ).toBe(true);
};

const ask = async ({ ask: asked = {} }: CorpusFile['expected']): Promise<void> => {
  const { page } = launched;
  const { encoding, delimiter, sheet, table, headerRow } = asked;
  if (encoding !== undefined)
    await changeChip(page, text('file.letters'), text(`file.encoding.${encoding}` as never));
  if (delimiter !== undefined)
    await changeChip(page, text('file.delimiter'), text(`file.delimiter.${delimiter}` as never));
  if (sheet !== undefined) await changeChip(page, 'Sheet', sheet);
  if (table !== undefined) await changeChip(page, 'Table', table);
  if (headerRow !== undefined)
    await changeChip(page, text('file.header'), text('file.header.row', { row: headerRow }));
};

describe('read in the window', () => {
  it.each(corpusFiles)('$name', async ({ name, expected }) => {
    const { app, page } = launched;
    const path = await placeFile(name, folder);
    await judge('window', name, async () => {
      const words = await takeAnother(app, page, path, name);
      if (expected.refusal !== undefined) {
        expectRefused(words, expected.refusal);
        return;
      }
      expect(words).toBeNull();
      await ask(expected);
      expectShown(await readShown(page), expected.reading as Reading);
    });
  });

  it('refuses a cell of a hundred megabytes, and says where it is', async () => {
    const path = join(folder, 'hundred-megabytes.csv');
    await writeFile(
      path,
      Buffer.concat([Buffer.from('Name,Note\nAda,"'), Buffer.alloc(hugeCell, 'x'), Buffer.from('"\n')]),
    );
    await judge('window', 'hundred-megabytes.csv', async () =>
      expectRefused(await takeAnother(launched.app, launched.page, path, 'hundred-megabytes.csv'), {
        kind: 'cell-too-large',
        line: 2,
        column: 2,
      }),
    );
  });

  it('has had no problem of its own all the while', () => {
    expect(launched.problems).toEqual([]);
  });
});
