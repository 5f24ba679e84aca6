/** Windows are told at most this often, milliseconds. */
const announceEvery = 250;

export type Announcer = {
  /** Tells now, or a moment later together with whatever else changes until then. */
  tell: () => Promise<void>;
  /** What is left to tell is told by somebody else. */
  cancel: () => void;
};

/** Holds what windows are told about a load down to some times a second. `announce` tells, and never throws. */
export const createAnnouncer = (announce: () => Promise<void>): Announcer => {
  // A clock that is set back must not keep windows waiting.
  let last = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | null = null;
  const tell = async (): Promise<void> => {
    last = performance.now();
    timer = null;
    await announce();
  };
  return {
    tell: async () => {
      if (timer !== null) return;
      const wait = last + announceEvery - performance.now();
      if (wait <= 0) await tell();
      else timer = setTimeout(() => void tell(), wait);
    },
    cancel: () => {
      if (timer !== null) clearTimeout(timer);
      timer = null;
    },
  };
};
