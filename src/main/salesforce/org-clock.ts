/** `Date` counts seconds, and an answer is on its way for a while. */
export const clockTolerance = 5000;

/** How far clocks may differ as long as nothing is known of the org's, milliseconds. */
const blindTolerance = 120_000;

/** How far the clock of an org is ahead of this computer's, by its newest answer, milliseconds; by origin. */
const aheadByOrigin = new Map<string, number>();

/** Notes what an org says of the time in an answer that was just received. */
export const noteOrgTime = (url: string, date: string | undefined, now = Date.now()): void => {
  const told = Date.parse(date ?? '');
  if (!Number.isNaN(told)) aheadByOrigin.set(new URL(url).origin, told - now);
};

/**
 * A time of this computer, of now or nearly so, as the clock of an org tells it, both epoch milliseconds; rather too
 * early than too late, but for `clockTolerance`.
 */
export const toOrgTime = (url: string, time: number): number =>
  time + (aheadByOrigin.get(new URL(url).origin) ?? clockTolerance - blindTolerance);
