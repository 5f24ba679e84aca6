import { create } from 'zustand';
import type { LoadView } from '../../shared/domain/load';
import type { AppError } from '../../shared/errors/app-error';
import { call, on, toAppError } from '../lib/api';
import { go, openLoad, useNavigation } from './navigation';
import { putLoad } from './loads';

export type Reading = { name: string; bytes: number; of: number; rows: number };

type Intake = {
  /** The file being read; null when none is. */
  reading: Reading | null;
  /** Rows read so far by whatever is being read, a file once more under another dialect included. */
  rowsRead: number;
  /** Why the newest file could not be read, and where it lies, for another try. */
  failure: { error: AppError; path: string | null } | null;
};

export const useIntake = create<Intake>(() => ({ reading: null, rowsRead: 0, failure: null }));

const nameOf = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;

/** Where a file goes: into a new load of an org, or in place of the file of a draft. */
export type IntakeTarget = { orgId: string; loadId: string | null };

/** Follows the progress the main process reports while it reads; called once when the window starts. */
export const followReading = (): (() => void) =>
  on('load.reading', ({ bytes, of, rows }) =>
    useIntake.setState(({ reading }) => ({
      rowsRead: rows,
      reading: reading === null ? null : { ...reading, bytes, of, rows },
    })),
  );

const fail = (thrown: unknown, path: string | null): void =>
  useIntake.setState({ reading: null, failure: { error: toAppError(thrown), path } });

export const clearFailure = (): void => useIntake.setState({ failure: null });

/**
 * Reads a file into a load. The file step of that load opens, if the person is still where they chose the
 * file; whoever has gone elsewhere meanwhile is not pulled back. Null where it could not be read.
 */
export const takeFile = async (path: string, target: IntakeTarget): Promise<LoadView | null> => {
  if (useIntake.getState().reading !== null) return null;
  useIntake.setState({
    reading: { name: nameOf(path), bytes: 0, of: 0, rows: 0 },
    rowsRead: 0,
    failure: null,
  });
  try {
    const view =
      target.loadId === null
        ? await call('loads.create', { orgId: target.orgId, path })
        : await call('loads.replaceFile', { loadId: target.loadId, path });
    useIntake.setState({ reading: null });
    putLoad(view);
    const place = useNavigation.getState();
    if (place.screen === 'load' && place.step === 'file' && place.loadId === target.loadId)
      openLoad(view, 'file');
    return view;
  } catch (thrown) {
    fail(thrown, path);
    return null;
  }
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
