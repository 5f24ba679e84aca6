import { hashBytes } from './estimate-distinct';

const slots = 1 << 11;

/** Remembers values by the ASCII text they belong to; one that shares its place with a later one is forgotten. */
export type KnownBytes<T> = {
  /** What was kept for the text between two places; null where nothing was, or no longer is. */
  find: (bytes: Uint8Array, start: number, end: number) => T | null;
  /** `text` stands between the two places, one byte for each character. */
  keep: (bytes: Uint8Array, start: number, end: number, text: string, value: T) => void;
};

/** Spares whoever meets the same cells again and again to make texts of them. */
export const createKnownBytes = <T>(): KnownBytes<T> => {
  const texts = Array.from({ length: slots }, () => '');
  const values: (T | null)[] = Array.from({ length: slots }, () => null);
  const slotOf = (bytes: Uint8Array, start: number, end: number): number =>
    hashBytes(bytes, start, end) & (slots - 1);
  return {
    find: (bytes, start, end) => {
      const slot = slotOf(bytes, start, end);
      const text = texts[slot] as string;
      if (text.length !== end - start) return null;
      for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) !== bytes[start + at]) return null;
      return values[slot] as T | null;
    },
    keep: (bytes, start, end, text, value) => {
      const slot = slotOf(bytes, start, end);
      texts[slot] = text;
      values[slot] = value;
    },
  };
};
