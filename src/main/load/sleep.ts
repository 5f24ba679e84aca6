import { setTimeout as wait } from 'node:timers/promises';
import type { Sleep } from './ports';

/** Waits by this computer's clock. */
export const sleep: Sleep = async (milliseconds, signal) => {
  await wait(milliseconds, undefined, { signal }).catch((cause: unknown) => {
    if (!signal.aborted) throw cause;
  });
};
