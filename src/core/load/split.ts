/**
 * Most bytes of CSV in one job. Salesforce takes 150 MB after its own base64 encoding and advises at most
 * 100 MB of raw CSV (Bulk API 2.0 limits); the rest is room for the header.
 */
export const maxJobBytes = 95_000_000;

/**
 * Deals records into jobs in the order they come, opening a new job when the next record would not fit.
 * Returns the 1-based number of the job each record belongs to.
 */
export const createSplitter = (
  headerBytes: number,
  limit = maxJobBytes,
): { place: (recordBytes: number) => number; jobs: () => number[] } => {
  const rows: number[] = [];
  let bytes = headerBytes;
  return {
    place: (recordBytes) => {
      if (rows.length === 0 || bytes + recordBytes > limit) {
        rows.push(0);
        bytes = headerBytes;
      }
      bytes += recordBytes;
      const last = rows.length - 1;
      rows[last] = (rows[last] ?? 0) + 1;
      return rows.length;
    },
    jobs: () => [...rows],
  };
};
