import { canonicalValue } from './canonical-value';
import { isEchoedSurely, sentValue, toSure, type WireColumn } from './row-signature';

export type NearTwinCounter = {
  /** A row that is to be sent; values in the order of the columns. */
  add: (values: readonly string[]) => void;
  /** Rows that another row of other values could be taken for. */
  count: () => number;
};

/**
 * A hash of a list of values in two halves of 32 bits, carried on value by value: no text of the whole list is made,
 * of which there would be two for each row.
 */
type Hash = { low: number; high: number };

const addValue = (hash: Hash, value: string): void => {
  let { low, high } = hash;
  for (let at = 0; at < value.length; at += 1) {
    const unit = value.charCodeAt(at);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ unit, 0x85ebca6b);
    high ^= high >>> 13;
  }
  // Where a value ends, so that no two can pass for others.
  hash.low = Math.imul(low ^ (value.length + 0x10000), 0x01000193);
  hash.high = Math.imul(high ^ (low >>> 15) ^ value.length, 0xc2b2ae35);
};

/** 53 bits, as many as a number holds exactly; never 0, which stands for an empty place. */
const toNumber = ({ low, high }: Hash): number => (low >>> 0) * 0x200000 + ((high >>> 0) & 0x1fffff) || 1;

const mixedBit = 0x80000000;

type Places = { size: number; texts: Float64Array; contents: Uint32Array; rows: Uint32Array };

const openPlaces = (size: number): Places => ({
  size,
  texts: new Float64Array(size),
  contents: new Uint32Array(size),
  rows: new Uint32Array(size),
});

const findPlace = ({ size, texts }: Places, text: number): number => {
  let at = text % size;
  while (texts[at] !== 0 && texts[at] !== text) at = (at + 1) % size;
  return at;
};

/**
 * Counts, in one pass, the rows of a Bulk API 2.0 load that only numbers, dates, times or checkboxes tell apart from
 * another row. Results come back in no order, and how Salesforce re-renders such values is documented in part only
 * ("Get Job Successful Record Results"), so these are the rows that can end without a verdict. Rows that are equal in
 * everything don't count: any pairing among them is true. Where this counts none, `createCorrelator` leaves no row open
 * whose result is there.
 *
 * Takes 27 to 54 bytes for each different row, whatever is in it.
 *
 * @param expected rows that will be added, as far as known
 */
export const createNearTwinCounter = (columns: readonly WireColumn[], expected = 1024): NearTwinCounter => {
  const ordered = columns.map(({ type }, at) => ({ type, at }));
  const sure = ordered.filter(({ type }) => isEchoedSurely(type));
  const unsure = ordered.filter(({ type }) => !isEchoedSurely(type));
  let places = openPlaces(Math.max(1024, Math.ceil(expected * 1.7)) | 1);
  let groups = 0;

  const grow = (): void => {
    const old = places;
    places = openPlaces((old.size * 2) | 1);
    for (const [at, text] of old.texts.entries()) {
      if (text === 0) continue;
      const to = findPlace(places, text);
      places.texts[to] = text;
      places.contents[to] = old.contents[at] ?? 0;
      places.rows[to] = old.rows[at] ?? 0;
    }
  };

  return {
    add: (values) => {
      const hash: Hash = { low: 0x811c9dc5, high: 0x9e3779b9 };
      const odd: string[] = [];
      for (const { type, at } of sure) {
        const value = canonicalValue(type, values[at] ?? '');
        const texts = toSure(value);
        addValue(hash, texts);
        if (texts !== value) odd.push(value);
      }
      const text = toNumber(hash);
      for (const { type, at } of unsure) addValue(hash, sentValue(type, values[at] ?? ''));
      // What the texts leave aside tells rows apart, too.
      for (const value of odd) addValue(hash, value);
      const content = (hash.low ^ hash.high) >>> 0;
      if (groups * 5 >= places.size * 4) grow();
      const at = findPlace(places, text);
      if (places.texts[at] === 0) {
        groups += 1;
        places.texts[at] = text;
        places.contents[at] = content;
        places.rows[at] = 1;
        return;
      }
      const mixed = places.contents[at] === content ? 0 : mixedBit;
      places.rows[at] = (((places.rows[at] ?? 0) + 1) | mixed) >>> 0;
    },
    count: () => {
      let rows = 0;
      for (const known of places.rows) if (known >= mixedBit) rows += known - mixedBit;
      return rows;
    },
  };
};
