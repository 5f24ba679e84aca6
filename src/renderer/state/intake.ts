import { create } from 'zustand';
import type { LoadView } from '../../shared/domain/load';
import { pasteLimit, type Delimiter, type Encoding, type SheetPreview } from '../../shared/domain/sheet';
import { AppError } from '../../shared/errors/app-error';
import { call, on, toAppError } from '../lib/api';
import { t } from '../lib/text';
import { go, openLoad, useNavigation } from './navigation';
import { putLoad } from './loads';

/** Parts of how a file is read that the person chose while it was being read. */
export type DialectParts = { encoding?: Encoding; delimiter?: Delimiter; headerRow?: number };

/** Where a file goes: into a new load of an org, or in place of the file of a draft. */
export type IntakeTarget = { orgId: string; loadId: string | null };

export type Reading = {
  name: string;
  bytes: number;
  of: number;
  rows: number;
  target: IntakeTarget;
  /** Null for what was pasted. */
  path: string | null;
  parts: DialectParts;
  /** The first rows, once they are there. */
  preview: SheetPreview | null;
};

type Intake = {
  /** The file being read; null when none is. It goes on while the person is elsewhere. */
  reading: Reading | null;
  /** Rows and bytes read so far by whatever is being read, a file once more under another dialect included. */
  rowsRead: number;
  bytesRead: number;
  /** Why the newest file could not be read, and where it lies, for another try. */
  failure: { error: AppError; path: string | null } | null;
};

export const useIntake = create<Intake>(() => ({ reading: null, rowsRead: 0, bytesRead: 0, failure: null }));

const nameOf = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;

/** Follows the progress the main process reports while it reads; called once when the window starts. */
export const followReading = (): (() => void) =>
  on('load.reading', ({ bytes, of, rows }) =>
    useIntake.setState(({ reading }) => ({
      rowsRead: rows,
      bytesRead: bytes,
      reading: reading === null ? null : { ...reading, bytes, of, rows },
    })),
  );

/** Whether the person stopped the reading, which is no failure. */
export const isStopped = (error: AppError): boolean => error.code === 'file.reading-stopped';

const fail = (thrown: unknown, path: string | null): void => {
  const error = toAppError(thrown);
  useIntake.setState({ reading: null, failure: isStopped(error) ? null : { error, path } });
};

export const clearFailure = (): void => useIntake.setState({ failure: null });

/** Settles once nothing is being read: the load that came of it, or null. */
let underWay: Promise<LoadView | null> = Promise.resolve(null);

/** The person wants no more of what is being read; it may not have come to the part that can be stopped. */
let isStopWanted = false;

/** Ends what is being read, if anything is; nothing is kept of it. */
export const stopReading = async (): Promise<void> => {
  isStopWanted = true;
  await call('files.stopReading');
};

/**
 * The file step of the new load opens, if the person is still where they chose the file. Whoever has gone elsewhere
 * meanwhile is not pulled back, and finds it there on return.
 */
const arrive = (view: LoadView, target: IntakeTarget): void => {
  putLoad(view);
  const place = useNavigation.getState();
  if (place.step !== 'file' || place.loadId !== target.loadId) return;
  if (place.screen === 'load') openLoad(view, 'file');
  else go({ loadId: view.id });
};

const start = (
  reading: Pick<Reading, 'name' | 'target' | 'path' | 'parts' | 'preview'>,
  work: () => Promise<LoadView>,
): Promise<LoadView | null> => {
  isStopWanted = false;
  useIntake.setState({
    reading: { ...reading, bytes: 0, of: 0, rows: 0 },
    rowsRead: 0,
    bytesRead: 0,
    failure: null,
  });
  const run = async (): Promise<LoadView | null> => {
    try {
      const view = await work();
      useIntake.setState({ reading: null });
      arrive(view, reading.target);
      return view;
    } catch (thrown) {
      fail(thrown, reading.path);
      return null;
    }
  };
  underWay = run();
  return underWay;
};

/** The first rows are asked for first, so that they are there however long the rest takes. */
const readFile = async (path: string, target: IntakeTarget, parts: DialectParts): Promise<LoadView> => {
  // Why there is no preview the reading itself will say.
  const preview = await call('files.preview', { path, ...parts }).catch(() => null);
  useIntake.setState(({ reading }) => ({ reading: reading === null ? null : { ...reading, preview } }));
  if (isStopWanted) throw new AppError('file.reading-stopped');
  return target.loadId === null
    ? call('loads.create', { orgId: target.orgId, path, ...parts })
    : call('loads.replaceFile', { loadId: target.loadId, path, ...parts });
};

/** Reads a file into a load. Null where it could not be read, or while another is. */
export const takeFile = async (path: string, target: IntakeTarget): Promise<LoadView | null> => {
  if (useIntake.getState().reading !== null) return null;
  const reading = { name: nameOf(path), target, path, parts: {}, preview: null };
  return start(reading, async () => readFile(path, target, {}));
};

/**
 * Reads the file that is being read once more from its start, another way. Where the first reading was just through,
 * its load is read again instead.
 */
export const changeReading = async (parts: DialectParts): Promise<void> => {
  const { reading } = useIntake.getState();
  if (reading === null || reading.path === null) return;
  const { path, target, preview } = reading;
  const before = underWay;
  await stopReading();
  const view = await before;
  if (view !== null) {
    putLoad(await call('loads.reread', { loadId: view.id, ...parts }));
    return;
  }
  const all = { ...reading.parts, ...parts };
  void start({ name: reading.name, target, path, parts: all, preview }, async () =>
    readFile(path, target, all),
  );
};

/**
 * Reads what was pasted into a load; without a text, what the clipboard holds. Too much of it is refused here already,
 * in words, since the call would not take it.
 */
export const takePaste = async (target: IntakeTarget, text?: string): Promise<LoadView | null> => {
  if (useIntake.getState().reading !== null) return null;
  const reading = { name: t('file.clipboard'), target, path: null, parts: {}, preview: null };
  return start(reading, async () => {
    if (text !== undefined && text.length > pasteLimit)
      throw new AppError('file.paste-too-long', { characters: text.length, limit: pasteLimit });
    return call('loads.paste', { ...target, ...(text === undefined ? {} : { text }) });
  });
};

/** Asks for a file in the system's dialog and reads it. */
export const chooseFile = async (target: IntakeTarget): Promise<void> => {
  try {
    const path = await call('files.choose');
    if (path !== null) await takeFile(path, target);
  } catch (thrown) {
    fail(thrown, null);
  }
};

/** Reads the sample spreadsheet that comes with the program into a new load. */
export const takeSample = async (orgId: string): Promise<void> => {
  go({ screen: 'load', loadId: null, step: 'file' });
  try {
    await takeFile(await call('files.sample'), { orgId, loadId: null });
  } catch (thrown) {
    fail(thrown, null);
  }
};
