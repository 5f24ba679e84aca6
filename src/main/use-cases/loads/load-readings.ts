import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import type { CallInput } from '../../../shared/contract';
import type { LoadView } from '../../../shared/domain/load';
import type { Dialect, EncodingDoubt, SheetView } from '../../../shared/domain/sheet';
import { AppError } from '../../../shared/errors/app-error';
import { inspectFile, type WantedDialect } from '../../files/inspect-file';
import type { TableReading } from '../../files/table-header';
import type { LoadDoc } from '../../store/load-doc';
import { freezeSource, freezeText, type FrozenSource, type PastedSource } from '../../store/load-folder';
import type { LoadStore } from '../../store/load-store';
import type { Orgs } from '../orgs';
import { toEmptyDoc } from '../../store/empty-doc';
import { readFirst } from './first-reading';
import { indexSheet } from './index-sheet';
import type { OpenLoads } from './open-loads';
import { readSheet } from './read-sheet';
import { tellSeldom } from './tell-seldom';
import { toWorkbookWish, workbookParts } from './workbook-wish';

export type ReadingProgress = { loadId: string | null; bytes: number; of: number; rows: number };

type From = string | PastedSource;

/** How often windows are told how far a file has been read, milliseconds. */
const tellEvery = 100;

/** How the files of loads get into their stores. */
export type LoadReadings = {
  create: (orgId: string, from: From, wanted?: WantedDialect) => Promise<LoadView>;
  createAgain: (before: LoadDoc, from: From, wanted?: WantedDialect) => Promise<LoadView>;
  read: (
    store: LoadStore,
    source: FrozenSource,
    how: {
      dialect: Dialect;
      chosen: SheetView['chosen'];
      doubt: EncodingDoubt;
      loadId: string;
      reading?: TableReading;
      examine?: WantedDialect['examine'];
      signal?: AbortSignal;
    },
  ) => Promise<SheetView>;
  rereadWorkbook: (
    store: LoadStore,
    doc: LoadDoc,
    wanted: Omit<CallInput<'loads.reread'>, 'loadId'>,
    signal: AbortSignal | undefined,
  ) => Promise<LoadView>;
};

/** Freezes files, or what was pasted, and reads them; `saveSheet` takes what was read into the load. */
export const createLoadReadings = (
  loads: OpenLoads,
  orgs: Pick<Orgs, 'list'>,
  tell: (progress: ReadingProgress) => void,
  saveSheet: (loadId: string, sheet: SheetView) => Promise<LoadView>,
): LoadReadings => {
  // A file is read in thousands of pieces, and each that is told of has the window painted anew.
  const tellReading = tellSeldom(tellEvery, tell);
  const emptyDoc = async (orgId: string, id: string, name: string): Promise<LoadDoc> => {
    const org = (await orgs.list()).find((known) => known.id === orgId);
    if (org === undefined) throw new AppError('org.not-connected');
    return toEmptyDoc(org, id, name);
  };

  const read: LoadReadings['read'] = async (store, source, how) =>
    readSheet(store, {
      reading: 'forgiving',
      ...how,
      source,
      tellProgress: (bytes, rows) => tellReading({ loadId: how.loadId, bytes, of: source.bytes, rows }),
    });

  const create: LoadReadings['create'] = async (orgId, from, wanted = {}) => {
    const id = randomUUID();
    const pasted = typeof from !== 'string';
    const store = await loads.create(await emptyDoc(orgId, id, pasted ? from.name : basename(from)));
    try {
      const { reading = 'forgiving', signal, examine } = wanted;
      const source = pasted
        ? await freezeText(from, store.folder)
        : await freezeSource(from, store.folder, undefined, signal);
      const tellProgress = (bytes: number, rows: number): void =>
        tellReading({ loadId: id, bytes, of: source.bytes, rows });
      const indexed = await indexSheet(store, source, { ...wanted, tellProgress });
      if (indexed !== null) return await saveSheet(id, indexed);
      const known = pasted ? { ...wanted, encoding: 'utf-8' as const } : wanted;
      const how = { loadId: id, reading, examine, ...(signal === undefined ? {} : { signal }) };
      const sheet = await readFirst(store.folder.source, known, async ({ dialect, doubt }, chosen) =>
        read(store, source, { ...how, dialect, doubt, chosen: pasted ? [] : chosen }),
      );
      return await saveSheet(id, pasted ? { ...sheet, pasted } : sheet);
    } catch (cause) {
      // A file that can't be read leaves nothing behind.
      await loads.remove(id);
      throw cause;
    }
  };

  /** A file that was mended is read by the sheet the person had chosen, if it is still there. */
  const createAgain: LoadReadings['createAgain'] = async ({ org, sheet }, from, wanted = {}) => {
    const chosen = sheet.chosen.includes('sheet') ? sheet.dialect.workbook?.sheet : undefined;
    if (chosen === undefined || typeof from !== 'string') return create(org.id, from, wanted);
    try {
      return await create(org.id, from, { sheet: chosen, ...wanted });
    } catch (cause) {
      const isGone = cause instanceof AppError && /^file\.no-sheets?$/.test(cause.code);
      if (!isGone) throw cause;
      return create(org.id, from, wanted);
    }
  };

  /** Another sheet has a header of its own, and so has another table of it; a choice above undoes those below. */
  const rereadWorkbook: LoadReadings['rereadWorkbook'] = async (store, { id, sheet }, wanted, signal) => {
    const stoppable = signal === undefined ? {} : { signal };
    const { dialect, doubt } = await inspectFile(store.folder.source, {
      ...toWorkbookWish(sheet.dialect.workbook, wanted),
      ...stoppable,
    });
    const from = workbookParts.findIndex((one) => wanted[one] !== undefined);
    const chosen = workbookParts.filter(
      (one, at) => wanted[one] !== undefined || (at < from && sheet.chosen.includes(one)),
    );
    return saveSheet(id, await read(store, sheet, { dialect, doubt, chosen, loadId: id, ...stoppable }));
  };

  return { create, createAgain, read, rereadWorkbook };
};
