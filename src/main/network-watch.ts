import { networkInterfaces } from 'node:os';

/** Why waiting calls are worth making now: the computer woke up, or it is on a network again. */
export type WakeReason = 'resumed' | 'online';

/**
 * The port for what the network's surroundings do. Time asleep or offline is nobody's silence: whoever waits
 * for an answer starts counting afresh when it is called, and calls at once.
 */
export type NetworkWatch = {
  /** Calls `listener` at every such moment; the returned function stops that. */
  onWake: (listener: (reason: WakeReason) => void) => () => void;
  /** Ends the watch. */
  close: () => void;
};

/** What a watch looks at. `whenResumed` calls back after each sleep; the returned function stops that. */
export type Surveillance = {
  isOnline: () => boolean;
  whenResumed: (listener: () => void) => () => void;
  /** Milliseconds between two looks at `isOnline`. */
  every: number;
};

/** Turns sleep, and a network that comes back, into moments at which to wake what waits. */
export const watchNetwork = ({ isOnline, whenResumed, every }: Surveillance): NetworkWatch => {
  const listeners = new Set<(reason: WakeReason) => void>();
  const wake = (reason: WakeReason): void => {
    for (const listener of listeners) listener(reason);
  };
  let wasOnline = isOnline();
  const timer = setInterval(() => {
    const online = isOnline();
    if (online && !wasOnline) wake('online');
    wasOnline = online;
  }, every);
  timer.unref();
  const stopResumed = whenResumed(() => wake('resumed'));
  return {
    onWake: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => {
      clearInterval(timer);
      stopResumed();
      listeners.clear();
    },
  };
};

/** The clock may run ahead of a timer by this much before it means that the computer slept, milliseconds. */
const jump = 30_000;

/**
 * Notices sleep without help from the system: a timer that should have run every few seconds ran much later. For
 * the command line without Electron. A clock that is set forward looks the same, which does no harm.
 */
export const watchClock =
  (every = 5_000, now: () => number = Date.now): Surveillance['whenResumed'] =>
  (listener) => {
    let last = now();
    const timer = setInterval(() => {
      const current = now();
      if (current - last > every + jump) listener();
      last = current;
    }, every);
    timer.unref();
    return () => clearInterval(timer);
  };

const hasNetwork = (): boolean =>
  Object.values(networkInterfaces()).some((addresses) => addresses?.some(({ internal }) => !internal));

/** Watches sleep and the network with what Node has. */
export const openNodeWatch = (): NetworkWatch =>
  watchNetwork({ isOnline: hasNetwork, whenResumed: watchClock(), every: 2_000 });
