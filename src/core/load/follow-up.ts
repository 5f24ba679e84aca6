import type { AttemptView, LoadOptions, Way, WayReason } from '../../shared/domain/load';

/** Attempts the program makes by itself before it leaves the rest to a person. */
export const maxFollowUps = 3;

/** Causes that say that nothing is wrong with a row: somebody else was writing to its parents. */
export const lockCauses = ['busy', 'trigger-retries'] as const;

/** Causes that say that a trigger had more rows at once than it can bear. */
export const limitCauses = ['trigger-limit'] as const;

/** Rows a trigger gets at once; a batch size has an effect on it only below. */
const triggerRows = 200;

/** One batch after the other: the calmest there is. Only Bulk API 1.0 has it. */
export const calmestWay: Way = { api: '1.0', mode: 'serial', batchSize: triggerRows };

/** Sizes that are tried one after the other when a trigger can't bear its rows. */
const smallerSizes = [100, 25, 5] as const;

/** Whoever holds a lock needs time to be done with it; milliseconds before each new try. */
const lockWaits = [2000, 5000, 15_000] as const;

/** `after`: how long to wait before it, milliseconds. */
export type FollowUp = { way: Way; reason: WayReason; causes: readonly string[]; after: number };

const automaticReasons: readonly WayReason[] = ['after-locks', 'after-limits'];

/** Attempts the program made by itself since a person last sent. */
export const countAutomatic = (attempts: readonly Pick<AttemptView, 'reason'>[]): number =>
  attempts.length - 1 - attempts.findLastIndex(({ reason }) => !automaticReasons.includes(reason));

/**
 * What the program does by itself after an attempt: rows that lost a lock go again alone and more calmly, rows that
 * a governor limit stopped go again in smaller batches. Null where that is for a person to decide, also after
 * three times.
 *
 * A way that a person chose is kept: then only the rows become fewer, not the API another.
 *
 * @param input.automatic attempts that were made by themselves since a person last sent
 */
export const planFollowUp = (input: {
  way: Way;
  options: Pick<LoadOptions, 'api'>;
  automatic: number;
  locked: number;
  limited: number;
}): FollowUp | null => {
  const { way, options, automatic, locked, limited } = input;
  if (automatic >= maxFollowUps) return null;
  const free = options.api === 'auto';
  if (limited > 0) {
    const size = smallerSizes.find(
      (candidate) => candidate < Math.min(way.batchSize ?? triggerRows, triggerRows),
    );
    const canShrink = way.api !== '2.0' || free;
    if (size !== undefined && canShrink) {
      const api = way.api === '2.0' ? '1.0' : way.api;
      return { way: { ...way, api, batchSize: size }, reason: 'after-limits', causes: limitCauses, after: 0 };
    }
  }
  if (locked === 0) return null;
  const calm: Way =
    free && way.api === '2.0' && automatic > 0
      ? calmestWay
      : { ...way, mode: way.api === '1.0' ? 'serial' : way.mode };
  return { way: calm, reason: 'after-locks', causes: lockCauses, after: lockWaits[automatic] ?? 0 };
};
