import type { LoadEffect, LoadEvent } from '../../../core/load/event';
import { defaultPatience, type Attempt } from '../../../core/load/state';
import type { LoadView, Way } from '../../../shared/domain/load';
import { AppError, toWireError } from '../../../shared/errors/app-error';
import { sleep } from '../../load/sleep';
import { runAttempt, type AttemptPorts, type RunningAttempt } from '../../load/run-attempt';
import { toAppError } from '../../salesforce/to-app-error';
import { isMarkedSending, markSending } from '../../store/load-folder';
import type { Orgs } from '../orgs';
import type { OpenLoads } from './open-loads';
import { toAttemptPorts } from './attempt-ports';
import { recordUser } from './record-user';
import { createAnnouncer } from './announcer';
import { chooseWay, findFollowUp, refusedFor } from './choose-way';
import { planSending, readyRows } from './plan-sending';
import { refuseOtherType, type SendGuard } from './send-guard';
import { pauseAttempt, requestStop, unmarkEnded } from './stored-attempt';

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
  /** Loads that are being set going, which may take as long as their org takes to answer. */
  const starting = new Map<string, Promise<void>>();
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

  const pauseWith = async (loadId: string, cause: unknown): Promise<void> =>
    pauseAttempt(await loads.store(loadId), cause);

  const unmarkFinished = async (loadId: string): Promise<void> => unmarkEnded(await loads.store(loadId));

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
      const goesOn = await followUp(loadId, how).catch((cause: unknown) => {
        log(`load ${loadId} was not sent again: ${toAppError(cause).code}`);
        return false;
      });
      if (!goesOn) {
        // Whoever follows the load finds why it goes no further.
        if (letGo.has(loadId)) await pauseWith(loadId, new AppError('load.left')).catch(() => undefined);
        running.delete(loadId);
        stopped.delete(loadId);
        loads.setUnderWay(loadId, false);
        // What it would have gone on with is for the next start to see.
        if (!leaving && !letGo.has(loadId)) await unmarkFinished(loadId).catch(() => undefined);
      }
      await loads.announce(loadId).catch(() => undefined);
    }
  };

  /** The program may have ended between an attempt and what it would have done next. */
  const catchUp = async (loadId: string, how?: HowToRun): Promise<void> => {
    if (running.has(loadId) || starting.has(loadId)) return;
    if (!(await followUp(loadId, how, false))) await unmarkFinished(loadId);
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
    return true;
  };

  /** Sets the attempt that is on disk going. Whoever stops or leaves the load meanwhile is heeded before it runs. */
  const begin = async (loadId: string, how: HowToRun): Promise<void> => {
    const store = await loads.store(loadId);
    const doc = await store.readDoc();
    const object = await loads.object(loadId);
    if (doc.attempt === null || object === null) throw new AppError('load.incomplete');
    const { session, org } = await orgs.open(doc.org.id);
    // A stop only takes back what is already there.
    if (!doc.attempt.stopRequested && !stopped.has(loadId)) refuseOtherType(doc.org, org);
    await (learning ??= learnJobs());
    await recordUser(store, org.username);
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
    // What is on disk is taken up by the next start. Nothing is waited for between this and `running.set`.
    if (leaving) return;
    if (letGo.has(loadId)) return pauseWith(loadId, new AppError('load.left'));
    const stopRequested = doc.attempt.stopRequested || stopped.has(loadId);
    const initial = { ...doc.attempt, stopRequested };
    const attempt = runAttempt(initial, { ...ports, save, perform, sleep, now: Date.now });
    loads.holdUp(loadId, null);
    loads.setUnderWay(loadId, true);
    running.set(loadId, { attempt, ended: watch(loadId, attempt, announcer.cancel, how) });
    // Whoever looks next must not find the pause that is over.
    await attempt.begun;
  };

  const start = async (loadId: string, how: HowToRun = {}): Promise<void> => {
    if (running.has(loadId) || starting.has(loadId)) throw new AppError('load.running');
    const begun = begin(loadId, how).finally(() => starting.delete(loadId));
    starting.set(loadId, begun);
    await begun;
  };

  /** What of a load is under way comes to its end; undefined where nothing is. */
  const endOf = (loadId: string): Promise<void> | undefined =>
    running.get(loadId)?.ended ?? starting.get(loadId)?.catch(() => undefined);

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
      for (let end = endOf(loadId); end !== undefined; end = endOf(loadId)) await end;
    },
    send: async (loadId, rows, confirmedRows, { way, ...how } = {}) => {
      if (running.has(loadId) || starting.has(loadId)) throw new AppError('load.running');
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
      // An attempt that is just being set going starts as one that is to be stopped.
      if (starting.has(loadId)) stopped.add(loadId);
      const store = await loads.store(loadId);
      const doc = await store.readDoc();
      if (doc.attempt === null || doc.attempt.phase === 'finished') return loads.view(loadId);
      await requestStop(store);
      // Somebody may have set it going meanwhile, by what was on disk before.
      if (endOf(loadId) === undefined) await takeUp(loadId, how);
      else {
        stopped.add(loadId);
        running.get(loadId)?.attempt.stop();
      }
      return loads.announce(loadId);
    },
    resume: async (loadId, how) => {
      const doc = await (await loads.store(loadId)).readDoc();
      if (doc.attempt?.phase === 'finished' && isMarkedSending(loads.folder(loadId)))
        await catchUp(loadId, how);
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
      if (endOf(loadId) === undefined) return;
      letGo.add(loadId);
      await starting.get(loadId)?.catch(() => undefined);
      await leaveOne(loadId);
      letGo.delete(loadId);
      await loads.announce(loadId);
    },
    adopt: async () => {
      for (const { id } of await loads.list()) {
        if (!isMarkedSending(loads.folder(id))) continue;
        try {
          const { attempt } = await (await loads.store(id)).readDoc();
          if (attempt?.phase === 'running') await takeUp(id);
          else if (attempt?.phase === 'finished') await catchUp(id);
          else await unmarkFinished(id);
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
