import { appendFileSync, renameSync, statSync } from 'node:fs';

const limit = 1_000_000;

/**
 * A small log of what the program did, for support. Lines are written by this program about itself: codes,
 * ids of loads and jobs, durations. Never row data, never a token, never a text that came from an org.
 */
export const openLog = (path: string): ((line: string) => void) => {
  return (line) => {
    try {
      if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > limit) renameSync(path, `${path}.1`);
      appendFileSync(path, `${new Date().toISOString()} ${line.replace(/[\r\n]+/g, ' ')}\n`, { mode: 0o600 });
    } catch {
      // A log that can't be written must not stop the work.
    }
  };
};
