import type { LoadEffect, LoadEvent, Target } from '../../core/load/event';
import type { Attempt, Rules } from '../../core/load/state';
import { step, type Step } from '../../core/load/step';
import { toFailure, type Clock, type Sleep } from './ports';
import { createTurns } from './turns';

/** What an attempt needs of the world. `save` must have stored the attempt before it resolves. */
export type AttemptPorts = {
  rules: Rules;
  save: (attempt: Attempt) => Promise<void>;
  /** Performs one effect and says what came of it; throws `CallError` where a call brought no success. */
  perform: (effect: LoadEffect, attempt: Attempt, signal: AbortSignal) => Promise<LoadEvent>;
  sleep: Sleep;
  now: Clock;
  /** How long calls may go unanswered before the attempt pauses, milliseconds; the usual time where absent. */
  patience?: number;
};

export type RunningAttempt = {
  /** Resolves when it is on disk that the attempt runs, or that it can't be stored. */
  begun: Promise<void>;
  /** Resolves when the attempt has finished or paused; rejects only when its state can't be stored. */
  done: Promise<Attempt>;
  /** Starts nothing new, aborts what runs and settles it. */
  stop: () => void;
  /** The computer was asleep or offline until now: waiting calls are made at once. */
  wake: () => void;
  /**
   * Starts nothing new and leaves the rest as it is in the org and on disk, for a later process to take up. Calls
   * that would be in doubt are waited for, some seconds long.
   */
  leave: () => void;
};

type UnderWay = {
  effect: LoadEffect;
  sleeping: boolean;
  /** Woken to be called off rather than performed. */
  calledOff: boolean;
  waiting: AbortController;
  calling: AbortController;
};

/** Calls that a person's stop may break off: their answer is worth nothing any more. */
const canBreakOff = ({ type }: LoadEffect): boolean => type === 'upload';

/** Calls that change nothing, or whose doubt costs nothing: whoever leaves has no need to wait for them. */
const neverMind: ReadonlySet<LoadEffect['type']> = new Set([
  'clear-orphans',
  'upload',
  'look',
  'list-batches',
  'collect',
  'ask',
]);

/** Calls during which bytes flow for as long as there are rows: how long they took says nothing of silence. */
const streams: ReadonlySet<LoadEffect['type']> = new Set(['upload', 'post-batch', 'collect']);

/** What seems a longer silence of one call, milliseconds, is rather a computer that slept. */
const longestSilence = 120_000;

/** How long other calls may take to answer when the program wants to leave, milliseconds. */
const lastWait = 3000;

const targetOf = (effect: LoadEffect): Target => {
  if ('box' in effect) return { box: effect.box };
  return { seq: 'seq' in effect ? effect.seq : (effect.seqs[0] ?? 0) };
};

/**
 * What was heard while the program leaves is written down; nothing may be called started that never will be, or the
 * next start would have to doubt it.
 */
const stepWithoutStarting = (
  attempt: Attempt,
  event: LoadEvent,
  { now, rules }: AttemptPorts,
): Step<Attempt> => {
  const resting: Attempt = { ...attempt, phase: 'paused' };
  const heard = step(attempt.phase === 'running' ? resting : attempt, event, now(), rules).attempt;
  const goesOn = attempt.phase === 'running' && heard.phase === 'paused' && heard.pause === null;
  return { attempt: goesOn ? { ...heard, phase: 'running' } : heard, effects: [] };
};

/**
 * Performs an attempt: stores each state before the effects that belong to it, performs the effects of different
 * jobs side by side and feeds what comes of them back into the state machine, one event after the other.
 * Results are collected two jobs at a time: while what one came to is written down, those of the other come in.
 */
export const runAttempt = (initial: Attempt, ports: AttemptPorts): RunningAttempt => {
  const underWay = new Set<UnderWay>();
  let attempt = initial;
  /** Nothing is started any more. */
  let leaving = false;
  /** Nothing that is still heard counts any more. */
  let left = false;
  /** Silence before this time says nothing about the org. */
  let awakeSince = 0;
  let events: Promise<void> = Promise.resolve();
  const collecting = createTurns(2);
  let end: { resolve: (attempt: Attempt) => void; reject: (cause: unknown) => void } | null = null;
  const done = new Promise<Attempt>((resolve, reject) => (end = { resolve, reject }));

  const letGo = (): void => {
    leaving = true;
    left = true;
    for (const { waiting, calling } of underWay) {
      waiting.abort();
      calling.abort();
    }
  };

  const endWhenIdle = (): void => {
    if (underWay.size === 0 && (leaving || attempt.phase !== 'running')) end?.resolve(attempt);
  };

  const apply = async (event: LoadEvent): Promise<void> => {
    if (left || (leaving && event.type === 'resume')) return;
    const next = leaving
      ? stepWithoutStarting(attempt, event, ports)
      : step(attempt, event, ports.now(), ports.rules);
    if (next.attempt !== attempt) await ports.save(next.attempt);
    attempt = next.attempt;
    // A pause keeps what was called and waits for nothing more.
    if (attempt.phase !== 'running') for (const { waiting } of underWay) waiting.abort();
    for (const effect of next.effects) launch(effect);
  };

  /** One event at a time; what can't be stored ends the run with its reason. */
  const hear = async (event: LoadEvent): Promise<void> => {
    events = events.then(async () => {
      try {
        await apply(event);
      } catch (cause) {
        letGo();
        end?.reject(cause);
      }
    });
    await events;
  };

  const performInTurn = async (effect: LoadEffect, signal: AbortSignal): Promise<LoadEvent> =>
    effect.type === 'collect'
      ? collecting(async () => ports.perform(effect, attempt, signal))
      : ports.perform(effect, attempt, signal);

  const carryOut = async (one: UnderWay): Promise<void> => {
    const { effect } = one;
    const target = targetOf(effect);
    if (effect.after > 0) {
      one.sleeping = true;
      await ports.sleep(effect.after, one.waiting.signal);
      one.sleeping = false;
    }
    // What the disk says is being done is better done: not doing it would leave the same doubt.
    const isDropped = left || (leaving && (effect.after > 0 || neverMind.has(effect.type)));
    if (isDropped || attempt.phase !== 'running') return;
    if (one.calledOff) return hear({ type: 'called-off', target, of: effect.type });
    const madeAt = ports.now();
    let event: LoadEvent;
    try {
      event = await performInTurn(effect, one.calling.signal);
    } catch (cause) {
      const since = Math.max(madeAt, awakeSince, ports.now() - longestSilence);
      const failure = { ...toFailure(cause), ...(streams.has(effect.type) ? {} : { since }) };
      event = { type: 'call-failed', target, of: effect.type, failure };
    }
    await hear(event);
  };

  const launch = (effect: LoadEffect): void => {
    const one: UnderWay = {
      effect,
      sleeping: false,
      calledOff: false,
      waiting: new AbortController(),
      calling: new AbortController(),
    };
    underWay.add(one);
    void carryOut(one).finally(() => {
      underWay.delete(one);
      endWhenIdle();
    });
  };

  const begun = hear({ type: 'resume' });
  void begun.then(endWhenIdle);

  return {
    begun,
    done,
    stop: () => {
      // What waits is called off, and what can be broken off is, once the wish to stop is on disk.
      void hear({ type: 'stop' }).then(() => {
        for (const one of underWay) {
          if (one.sleeping) {
            one.calledOff = true;
            one.waiting.abort();
          } else if (canBreakOff(one.effect)) one.calling.abort();
        }
      });
    },
    wake: () => {
      awakeSince = ports.now();
      void hear({ type: 'woke' }).then(() => {
        for (const { waiting } of underWay) waiting.abort();
      });
    },
    leave: () => {
      leaving = true;
      for (const { effect, waiting, calling } of underWay) {
        waiting.abort();
        if (neverMind.has(effect.type)) calling.abort();
      }
      const giveUp = setTimeout(letGo, lastWait);
      void done.catch(() => undefined).finally(() => clearTimeout(giveUp));
      void events.then(endWhenIdle);
    },
  };
};
