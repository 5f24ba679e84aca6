import type { Attempt } from '../../../core/load/state';
import { toWireError } from '../../../shared/errors/app-error';
import { toAppError } from '../../salesforce/to-app-error';
import { unmarkSending } from '../../store/load-folder';
import type { LoadStore } from '../../store/load-store';

/** Changes the newest attempt of a load as it stands on disk, unless it has ended. */
const changeOpen = async (store: LoadStore, change: (attempt: Attempt) => Attempt): Promise<void> => {
  await store.change(async (doc) =>
    doc.attempt === null || doc.attempt.phase === 'finished' ? doc : { ...doc, attempt: change(doc.attempt) },
  );
};

/** A pause that the attempt itself could not reach, as when the org can't even be opened. */
export const pauseAttempt = async (store: LoadStore, cause: unknown): Promise<void> => {
  const pause = toWireError(toAppError(cause));
  await changeOpen(store, (attempt) => ({ ...attempt, phase: 'paused', pause }));
};

/** A stop of an attempt that nobody performs: whoever takes it up next settles what landed, and sends nothing. */
export const requestStop = async (store: LoadStore): Promise<void> =>
  changeOpen(store, (attempt) => ({ ...attempt, stopRequested: true }));

/** Takes the mark off a load that nobody needs to look into at the next start: its attempt is stored as finished. */
export const unmarkEnded = async (store: LoadStore): Promise<void> => {
  const { attempt } = await store.readDoc();
  if (attempt === null || attempt.phase === 'finished') await unmarkSending(store.folder);
};
