/** Does work once a place is free, in the order in which it was asked for. */
export type Turns = <T>(work: () => Promise<T>) => Promise<T>;

/** Lets so many works run side by side; the others wait. */
export const createTurns = (places: number): Turns => {
  const waiting: (() => void)[] = [];
  let free = places;
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
};
