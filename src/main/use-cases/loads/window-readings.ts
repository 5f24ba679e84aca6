import { toPastedText } from '../../../core/sheet/parse-paste';
import type { CallInput } from '../../../shared/contract';
import type { LoadView } from '../../../shared/domain/load';
import { pasteLimit, type Dialect, type SheetPreview } from '../../../shared/domain/sheet';
import { AppError } from '../../../shared/errors/app-error';
import { text as say } from '../../../shared/messages/format';
import type { WantedDialect } from '../../files/inspect-file';
import type { OpenLoads } from './open-loads';
import { previewSheet } from './preview-sheet';
import type { SetUp } from './set-up';
import { changesWorkbook, toWorkbookWish } from './workbook-wish';

type DialectParts = Omit<CallInput<'files.preview'>, 'path'>;

const onlyGiven = ({ encoding, delimiter, headerRow, sheet, table }: DialectParts): WantedDialect => ({
  ...(encoding === undefined ? {} : { encoding }),
  ...(delimiter === undefined ? {} : { delimiter }),
  ...(headerRow === undefined ? {} : { headerRow }),
  ...(sheet === undefined ? {} : { sheet }),
  ...(table === undefined ? {} : { table: table === '' ? null : table }),
});

/** Files as a window reads them: shown before they are read whole, and stopped when the person wants no more of it. */
export type WindowReadings = {
  preview: (input: CallInput<'files.preview'>) => Promise<SheetPreview>;
  previewLoad: (input: CallInput<'loads.preview'>) => Promise<SheetPreview>;
  create: (input: CallInput<'loads.create'>) => Promise<LoadView>;
  replaceFile: (input: CallInput<'loads.replaceFile'>) => Promise<LoadView>;
  paste: (input: CallInput<'loads.paste'>) => Promise<LoadView>;
  reread: (input: CallInput<'loads.reread'>) => Promise<LoadView>;
  /** Whatever is being read ends with `file.reading-stopped` and leaves everything as it was. */
  stop: () => void;
};

/** 2026-11-26 16.10, which a file may be called everywhere. */
const nameMoment = (at: Date): string => {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day} ${two(at.getHours())}.${two(at.getMinutes())}`;
};

export const createWindowReadings = (
  setUp: SetUp,
  loads: OpenLoads,
  readClipboard: () => Promise<string>,
): WindowReadings => {
  const underWay = new Set<AbortController>();

  const stoppable = async <T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> => {
    const control = new AbortController();
    underWay.add(control);
    try {
      return await work(control.signal);
    } finally {
      underWay.delete(control);
    }
  };

  return {
    preview: async ({ path, ...parts }) => previewSheet(path, null, null, onlyGiven(parts)),
    previewLoad: async ({ loadId, headers, ...parts }) => {
      const store = await loads.store(loadId);
      const { sheet } = await store.readDoc();
      const { workbook } = sheet.dialect;
      if (workbook !== undefined && changesWorkbook(parts))
        return previewSheet(store.folder.source, sheet.name, null, toWorkbookWish(workbook, parts));
      const { encoding, delimiter, headerRow } = parts;
      const dialect: Dialect = {
        ...sheet.dialect,
        ...(encoding === undefined ? {} : { encoding }),
        ...(delimiter === undefined ? {} : { delimiter }),
        ...(headerRow === undefined ? {} : { headerRow }),
        ...(headers === undefined ? {} : { headers: { ...sheet.dialect.headers, ...headers } }),
      };
      return previewSheet(store.folder.source, sheet.name, { dialect, doubt: sheet.doubt ?? [] }, {});
    },
    create: async ({ orgId, path, ...parts }) =>
      stoppable(async (signal) => setUp.create(orgId, path, { ...onlyGiven(parts), signal })),
    replaceFile: async ({ loadId, path, ...parts }) =>
      stoppable(async (signal) => setUp.replaceFile(loadId, path, { ...onlyGiven(parts), signal })),
    paste: async ({ orgId, loadId, text }) => {
      const pasted = text ?? (await readClipboard());
      if (pasted.trim() === '') throw new AppError('file.paste-empty');
      if (pasted.length > pasteLimit)
        throw new AppError('file.paste-too-long', { characters: pasted.length, limit: pasteLimit });
      const name = say('file.pasted.name', { moment: nameMoment(new Date()) });
      const from = { name, text: toPastedText(pasted) };
      return stoppable(async (signal) =>
        loadId === null ? setUp.create(orgId, from, { signal }) : setUp.replaceFile(loadId, from, { signal }),
      );
    },
    reread: async (input) => stoppable(async (signal) => setUp.reread(input, signal)),
    stop: () => {
      for (const control of underWay) control.abort(new AppError('file.reading-stopped'));
    },
  };
};
