/** Milliseconds after which rows are no longer sent by what was known of an object. */
const sendableFor = 24 * 60 * 60_000;

/** Whether a description from `asOf` is young enough to send rows by; loads of old don't say when theirs is from. */
export const isSendable = (asOf: number | undefined, now: number): boolean =>
  asOf !== undefined && now - asOf <= sendableFor;
