import type { LoadEffect } from '../../../src/core/load/event';
import type { PracticeReady } from '../../../src/main/practice-process';

/** The `nth` time, from 1, that an effect of this kind is performed in one life of the program. */
export type Occasion = { effect: LoadEffect['type']; nth: number };

/**
 * - `before`: the state that names the effect is on disk, nothing of it has happened
 * - `answered`: the first answer of the org has arrived, and nothing more
 * - `after`: the effect is performed, its verdicts with it; the state that follows is not on disk
 */
export const moments = ['before', 'answered', 'after'] as const;
export type Moment = (typeof moments)[number];

/** What a life of the program is told. */
export type Orders = {
  homePath: string;
  org: PracticeReady;
  loadId: string;
  rows: number;
  /** Dies then, by SIGKILL. */
  kill: (Occasion & { moment: Moment }) | null;
  /** A person asks to stop then. */
  stop: Occasion | null;
};
