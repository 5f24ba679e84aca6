import type { LoadEffect, LoadEvent } from '../../../core/load/event';
import { defaultPatience, type Attempt } from '../../../core/load/state';
import type { LoadView, Way } from '../../../shared/domain/load';
import { AppError, toWireError } from '../../../shared/errors/app-error';
import { sleep } from '../../load/sleep';
import { runAttempt, type AttemptPorts, type RunningAttempt } from '../../load/run-attempt';
import { toAppError } from '../../salesforce/to-app-error';
import { isMarkedSending, markSending, unmarkSending } from '../../store/load-folder';
import type { Orgs } from '../orgs';
import type { OpenLoads } from './open-loads';
import { toAttemptPorts } from './attempt-ports';
import { recordUser } from './record-user';
import { createAnnouncer } from './announcer';
import { chooseWay, findFollowUp, refusedFor } from './choose-way';
import { planSending, readyRows } from './plan-sending';
import { refuseOtherType, type SendGuard } from './send-guard';

/** `patience`: how long calls may go unanswered before the load pauses, milliseconds. */
export type HowToRun = { patience?: number };

/** `way`: how this attempt alone goes, in place of what the load's options say. */
export type HowToSend = HowToRun & { way?: Way };

export type Running = {
  /** `confirmedRows` is the number a person typed, where one has to. */
  send: (loadId: string, rows: number, confirmedRows?: number, how?: HowToSend) => Promise<LoadView>;
  stop: (loadId: string, how?: HowToRun) => Promise<LoadView>;
  resume: (loadId: string, how?: HowToRun) => Promise<LoadView>;
  /** Takes up every load that a former process left unfinished. */
  adopt: () => Promise<void>;
  isRunning: (loadId: string) => boolean;
  /** Resolves when nothing of the load, follow-ups included, is under way in this process; at once where nothing is. */
  ended: (loadId: string) => Promise<void>;
  /** The computer was asleep or offline until now: calls that wait are made at once. */
  wake: () => void;
  /** Lets go of one load as it is in the org; it is paused until somebody resumes it. */
  leave: (loadId: string) => Promise<void>;
  /** Lets go of all loads as they are; the next start takes them up. */
  leaveAll: () => Promise<void>;
};

/** Stands around each effect of an attempt; `perform` performs it. */
export type AroundEffect = (effect: LoadEffect, perform: () => Promise<LoadEvent>) => Promise<LoadEvent>;

type Surroundings = { guard: SendGuard; log: (line: string) => void; around?: AroundEffect };

/** Loads that are being sent by this process. */
export const createRunning = (
  loads: OpenLoads,
  orgs: Orgs,
  { guard, log, around = async (_effect, perform) => perform() }: Surroundings,
): Running => {
  const running = new Map<string, { attempt: RunningAttempt; ended: Promise<void> }>();
  const starting = new Set<string>();
  /** Jobs of any load on this computer that may be open: none of them is an orphan of another. */
  const knownJobs = new Set<string>();
  let learning: Promise<void> | null = null;
  /** Loads that are let go of, or of which somebody wants no more while the program sends again by itself. */
  const letGo = new Set<string>();
  const stopped = new Set<string>();
  /** Loads that wait before they send again. */
  const waiting = new Map<string, AbortController>();
  let leaving = false;

  const learnJobs = async (): Promise<void> => {
    for (const { id } of await loads.list()) {
      if (!isMarkedSending(loads.folder(id))) continue;
      try {
        const { jobLog } = await (await loads.store(id)).readDoc();
        for (const job of jobLog) if (job.id !== null) knownJobs.add(job.id);
      } catch (cause) {
        log(`jobs of ${id}: ${toAppError(cause).code}`);
      }
    }
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

  const watch = async (
    loadId: string,
    attempt: RunningAttempt,
    silence: () => void,
    how: HowToRun,
  ): Promise<void> => {
    try {
      await attempt.done;
    } catch (cause) {
      log(`load ${loadId} broke off: ${toAppError(cause).code}`);
      await pauseWith(loadId, cause).catch(() => loads.holdUp(loadId, toWireError(toAppError(cause))));
    } finally {
      silence();
      const goesOn = await followUp(loadId, how).catch(() => false);
      if (!goesOn) {
        running.delete(loadId);
        stopped.delete(loadId);
        loads.setUnderWay(loadId, false);
        // What it would have gone on with is for the next start to see.
        if (!leaving && !letGo.has(loadId)) await unmarkFinished(loadId).catch(() => undefined);
      }
      await loads.announce(loadId).catch(() => undefined);
    }
  };

  /** Sends again by itself what only lost a lock or met a limit; false where nothing is to be done. */
  const followUp = async (loadId: string, how?: HowToRun, patient = true): Promise<boolean> => {
    const isUnwanted = (): boolean => leaving || letGo.has(loadId) || stopped.has(loadId);
    const store = await loads.store(loadId);
    const next = isUnwanted() ? null : await findFollowUp(store);
    if (next === null) return false;
    const { way, reason, causes, after } = next;
    const calm = new AbortController();
    waiting.set(loadId, calm);
    if (patient) await sleep(after, calm.signal);
    waiting.delete(loadId);
    if (isUnwanted()) return false;
    const sending = { condition: refusedFor(causes), expected: null, choose: () => ({ way, reason }) };
    await planSending(store, await loads.object(loadId), sending);
    running.delete(loadId);
    await takeUp(loadId, how);
    if (stopped.has(loadId)) running.get(loadId)?.attempt.stop();
    return true;
  };

  const start = async (loadId: string, how: HowToRun = {}): Promise<void> => {
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
      await (learning ??= learnJobs());
      await recordUser(store, org.username);
      // What is on disk is taken up by the next start.
      if (leaving) return;
      const announcer = createAnnouncer(async () =>
        loads
          .announce(loadId)
          .then(() => undefined)
          .catch((cause: unknown) => log(`announce: ${toAppError(cause).code}`)),
      );
      const ports = await toAttemptPorts({
        store,
        object,
        session,
        userId: org.userId,
        patience: how.patience ?? defaultPatience,
        announce: announcer.tell,
        knownJobs: () => [...knownJobs],
      });
      const save = async (next: Attempt): Promise<void> => {
        for (const { id } of [...next.jobs, ...next.boxes]) if (id !== null) knownJobs.add(id);
        await ports.save(next);
      };
      const perform: AttemptPorts['perform'] = async (effect, attempt, signal) =>
        around(effect, async () => ports.perform(effect, attempt, signal));
      const attempt = runAttempt(doc.attempt, { ...ports, save, perform, sleep, now: Date.now });
      loads.holdUp(loadId, null);
      loads.setUnderWay(loadId, true);
      running.set(loadId, { attempt, ended: watch(loadId, attempt, announcer.cancel, how) });
      // Whoever looks next must not find the pause that is over.
      await attempt.begun;
    } finally {
      starting.delete(loadId);
    }
  };

  const takeUp = async (loadId: string, how?: HowToRun): Promise<void> => {
    try {
      await start(loadId, how);
    } catch (cause) {
      await pauseWith(loadId, cause);
    }
  };

  /** Also what the load goes on with by itself is left. */
  const leaveOne = async (loadId: string): Promise<void> => {
    for (let one = running.get(loadId); one !== undefined; one = running.get(loadId)) {
      waiting.get(loadId)?.abort();
      one.attempt.leave();
      await one.ended;
    }
  };

  return {
    isRunning: (loadId) => running.has(loadId) || starting.has(loadId),
    ended: async (loadId) => {
      for (let one = running.get(loadId); one !== undefined; one = running.get(loadId)) await one.ended;
    },
    send: async (loadId, rows, confirmedRows, { way, ...how } = {}) => {
      if (running.has(loadId)) throw new AppError('load.running');
      const store = await loads.store(loadId);
      // The sign-in and all else is proven first: a plan that can't start would only pause at once.
      await guard(loadId, rows, confirmedRows);
      await markSending(store.folder);
      const object = await loads.object(loadId);
      await planSending(store, object, {
        condition: readyRows,
        expected: rows,
        choose: (doc, count) => chooseWay(doc, object, count, way ?? null),
      });
      await takeUp(loadId, how);
      return loads.announce(loadId);
    },
    stop: async (loadId, how) => {
      const attempt = running.get(loadId)?.attempt;
      if (attempt !== undefined) {
        stopped.add(loadId);
        waiting.get(loadId)?.abort();
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
      await takeUp(loadId, how);
      return loads.announce(loadId);
    },
    resume: async (loadId, how) => {
      const doc = await (await loads.store(loadId)).readDoc();
      if (doc.attempt === null || doc.attempt.phase === 'finished') return loads.view(loadId);
      // A pause is told a moment before its attempt has wound down.
      if (doc.attempt.phase === 'paused') await running.get(loadId)?.ended;
      await start(loadId, how);
      return loads.announce(loadId);
    },
    wake: () => {
      for (const { attempt } of running.values()) attempt.wake();
    },
    leave: async (loadId) => {
      if (!running.has(loadId)) return;
      letGo.add(loadId);
      await leaveOne(loadId);
      letGo.delete(loadId);
      await pauseWith(loadId, new AppError('load.left'));
      await loads.announce(loadId);
    },
    adopt: async () => {
      for (const { id } of await loads.list()) {
        if (!isMarkedSending(loads.folder(id))) continue;
        try {
          const { attempt } = await (await loads.store(id)).readDoc();
          if (attempt?.phase === 'running') await takeUp(id);
          // The program may have ended between an attempt and what it would have done next.
          else if (attempt?.phase !== 'finished' || !(await followUp(id, {}, false)))
            await unmarkFinished(id);
        } catch (cause) {
          log(`adopting ${id}: ${toAppError(cause).code}`);
        }
        await loads.announce(id).catch(() => undefined);
      }
    },
    leaveAll: async () => {
      leaving = true;
      await Promise.all([...running.keys()].map(leaveOne));
    },
  };
};
