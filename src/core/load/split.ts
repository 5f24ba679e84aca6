/**
 * Most bytes of CSV in one job. Salesforce takes 150 MB after its own base64 encoding and advises at most
 * 100 MB of raw CSV (Bulk API 2.0 limits); the rest is room for the header.
 */
export const maxJobBytes = 95_000_000;

/** What a part may hold at most. Bytes count the header; a record that is larger by itself gets its own part. */
export type SplitLimits = { rows: number; bytes: number };

/** One job of Bulk API 2.0, which has no limit of rows that its bytes would not reach first. */
export const jobLimits: SplitLimits = { rows: Number.POSITIVE_INFINITY, bytes: maxJobBytes };

/**
 * One batch of Bulk API 1.0: 10,000 rows, 10 MB and 10,000,000 characters (Bulk API limits). Text never has more
 * characters than bytes of UTF-8, so keeping to the bytes keeps to both.
 */
export const batchLimits: SplitLimits = { rows: 10_000, bytes: 10_000_000 };

/**
 * One call of composite collections: 200 records (REST API guide). Records weigh more as JSON than as CSV, and how
 * large a body may be is not documented: 2 MB of CSV keeps far from it.
 */
export const callLimits: SplitLimits = { rows: 200, bytes: 2_000_000 };

/** Limits with a size that a person chose; it can only make parts smaller. */
export const limitRows = (limits: SplitLimits, rows: number | null): SplitLimits =>
  rows === null ? limits : { ...limits, rows: Math.min(limits.rows, rows) };

export type Splitter = {
  /** 1-based number of the part the next record belongs to. */
  place: (recordBytes: number) => number;
  /** Records of each part so far. */
  jobs: () => number[];
};

/**
 * Deals records into parts (jobs, batches or calls) in the order they come, opening a new one when the next record
 * would not fit.
 *
 * @param headerBytes what the header takes of every part; 0 where parts have none
 */
export const createSplitter = (headerBytes: number, { rows, bytes }: SplitLimits = jobLimits): Splitter => {
  const parts: number[] = [];
  let held = 0;
  return {
    place: (recordBytes) => {
      const last = parts.at(-1);
      if (last === undefined || last >= rows || held + recordBytes > bytes) {
        parts.push(0);
        held = headerBytes;
      }
      held += recordBytes;
      parts[parts.length - 1] = (parts.at(-1) ?? 0) + 1;
      return parts.length;
    },
    jobs: () => [...parts],
  };
};
