import { closeSync, fstatSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { journalPath, SAVED, type Line } from './lines';

/** The file behind the snapshot that saves are added to. */
export type Journal = {
  append: (text: string) => void;
  /** Marks everything appended so far as whole, and waits until the disk has it. */
  settle: () => void;
  close: () => void;
};

/** Goes on with the journal of a folder, or begins it anew for this generation of the snapshot. */
export function openJournal(folder: string, generation: number, anew: boolean): Journal {
  const file = openSync(journalPath(folder), anew ? 'w' : 'a', 0o600);
  const append = (text: string): void => void writeSync(file, text);
  const settle = (): void => {
    append(SAVED);
    fsyncSync(file);
  };
  if (fstatSync(file).size === 0) {
    append(`${JSON.stringify({ kind: 'journal', generation } satisfies Line)}\n`);
    settle();
  }
  return { append, settle, close: () => closeSync(file) };
}
