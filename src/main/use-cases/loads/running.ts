import type { LoadView } from '../../../shared/domain/load';
import { AppError, toWireError } from '../../../shared/errors/app-error';
import { runAttempt, type RunningAttempt } from '../../load/run-attempt';
import { openBulkJobs } from '../../salesforce/bulk-v2';
import { toAppError } from '../../salesforce/to-app-error';
import { isMarkedSending, markSending, unmarkSending } from '../../store/load-folder';
import type { Orgs } from '../orgs';
import type { OpenLoads } from './open-loads';
import { planSending, toAttemptPorts } from './send';
import { refuseOtherType, type SendGuard } from './send-guard';

export type Running = {
  /** `confirmedRows` is the number a person typed, where one has to. */
  send: (loadId: string, rows: number, confirmedRows?: number) => Promise<LoadView>;
  stop: (loadId: string) => Promise<LoadView>;
  resume: (loadId: string) => Promise<LoadView>;
  /** Takes up every load that a former process left unfinished. */
  adopt: () => Promise<void>;
  isRunning: (loadId: string) => boolean;
  /** Lets go of all loads as they are; the next start takes them up. */
  leaveAll: () => Promise<void>;
};

/** Windows are told at most this often, milliseconds. */
const announceEvery = 250;

const sleep = async (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });

/** Loads that are being sent by this process. */
export const createRunning = (
  loads: OpenLoads,
  orgs: Orgs,
  guard: SendGuard,
  log: (line: string) => void,
): Running => {
  const running = new Map<string, { attempt: RunningAttempt; ended: Promise<void> }>();
  const starting = new Set<string>();

  const createAnnouncer = (loadId: string): { tell: () => Promise<void>; cancel: () => void } => {
    let last = 0;
    let timer: NodeJS.Timeout | null = null;
    const tell = async (): Promise<void> => {
      last = Date.now();
      timer = null;
      await loads.announce(loadId).catch((cause: unknown) => log(`announce: ${toAppError(cause).code}`));
    };
    return {
      tell: async () => {
        if (timer !== null) return;
        const wait = last + announceEvery - Date.now();
        if (wait <= 0) await tell();
        else timer = setTimeout(() => void tell(), wait);
      },
      cancel: () => {
        if (timer !== null) clearTimeout(timer);
        timer = null;
      },
    };
  };

  /** A pause that the attempt itself could not reach, as when the org can't even be opened. */
  const pauseWith = async (loadId: string, cause: unknown): Promise<void> => {
    const store = await loads.store(loadId);
    const error = toAppError(cause);
    await store.change(async (doc) =>
      doc.attempt === null || doc.attempt.phase === 'finished'
        ? doc
        : { ...doc, attempt: { ...doc.attempt, phase: 'paused', pause: toWireError(error) } },
    );
  };

  /** Only an attempt that is stored as finished needs no look at the next start. */
  const unmarkFinished = async (loadId: string): Promise<void> => {
    const store = await loads.store(loadId);
    const { attempt } = await store.readDoc();
    if (attempt === null || attempt.phase === 'finished') await unmarkSending(store.folder);
  };

  const watch = async (loadId: string, attempt: RunningAttempt, silence: () => void): Promise<void> => {
    try {
      await attempt.done;
    } catch (cause) {
      log(`load ${loadId} broke off: ${toAppError(cause).code}`);
      await pauseWith(loadId, cause).catch(() => loads.holdUp(loadId, toWireError(toAppError(cause))));
    } finally {
      silence();
      running.delete(loadId);
      await unmarkFinished(loadId).catch(() => undefined);
      await loads.announce(loadId).catch(() => undefined);
    }
  };

  const start = async (loadId: string): Promise<void> => {
    if (running.has(loadId) || starting.has(loadId)) throw new AppError('load.running');
    starting.add(loadId);
    try {
      const store = await loads.store(loadId);
      const doc = await store.readDoc();
      const object = await loads.object(loadId);
      if (doc.attempt === null || object === null) throw new AppError('load.incomplete');
      const { session, org } = await orgs.open(doc.org.id);
      // A stop only takes back what is already there.
      if (!doc.attempt.stopRequested) refuseOtherType(doc.org, org);
      const announcer = createAnnouncer(loadId);
      const ports = await toAttemptPorts({
        store,
        object,
        bulk: openBulkJobs(session, org.userId),
        announce: announcer.tell,
        otherJobs: () => doc.jobLog.map(({ id }) => id),
      });
      const attempt = runAttempt(doc.attempt, { ...ports, sleep, now: Date.now });
      loads.holdUp(loadId, null);
      running.set(loadId, { attempt, ended: watch(loadId, attempt, announcer.cancel) });
    } finally {
      starting.delete(loadId);
    }
  };

  const takeUp = async (loadId: string): Promise<void> => {
    try {
      await start(loadId);
    } catch (cause) {
      await pauseWith(loadId, cause);
    }
  };

  return {
    isRunning: (loadId) => running.has(loadId) || starting.has(loadId),
    send: async (loadId, rows, confirmedRows) => {
      if (running.has(loadId)) throw new AppError('load.running');
      const store = await loads.store(loadId);
      // The sign-in and all else is proven first: a plan that can't start would only pause at once.
      await guard(loadId, rows, confirmedRows);
      await markSending(store.folder);
      await planSending(store, await loads.object(loadId), rows);
      await takeUp(loadId);
      return loads.announce(loadId);
    },
    stop: async (loadId) => {
      const attempt = running.get(loadId)?.attempt;
      if (attempt !== undefined) {
        attempt.stop();
        return loads.view(loadId);
      }
      const store = await loads.store(loadId);
      const doc = await store.readDoc();
      if (doc.attempt === null || doc.attempt.phase === 'finished') return loads.view(loadId);
      await store.change(async (current) =>
        current.attempt === null
          ? current
          : { ...current, attempt: { ...current.attempt, stopRequested: true } },
      );
      await takeUp(loadId);
      return loads.announce(loadId);
    },
    resume: async (loadId) => {
      const doc = await (await loads.store(loadId)).readDoc();
      if (doc.attempt === null || doc.attempt.phase === 'finished') return loads.view(loadId);
      // A pause is told a moment before its attempt has wound down.
      if (doc.attempt.phase === 'paused') await running.get(loadId)?.ended;
      await start(loadId);
      return loads.announce(loadId);
    },
    adopt: async () => {
      for (const { id } of await loads.list()) {
        if (!isMarkedSending(loads.folder(id))) continue;
        try {
          const { attempt } = await (await loads.store(id)).readDoc();
          if (attempt?.phase === 'running') await takeUp(id);
          else await unmarkFinished(id);
        } catch (cause) {
          log(`adopting ${id}: ${toAppError(cause).code}`);
        }
        await loads.announce(id).catch(() => undefined);
      }
    },
    leaveAll: async () => {
      const all = [...running.values()];
      for (const { attempt } of all) attempt.leave();
      await Promise.all(all.map(async ({ ended }) => ended));
    },
  };
};
