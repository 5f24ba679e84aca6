/**
 * Tells of what happens at most every so many milliseconds, the first at once; what comes in between is left out, as
 * the next says more.
 */
export const tellSeldom = <T>(
  every: number,
  tell: (news: T) => void,
  now: () => number = () => performance.now(),
): ((news: T) => void) => {
  let last = Number.NEGATIVE_INFINITY;
  return (news) => {
    if (now() - last < every) return;
    last = now();
    tell(news);
  };
};
