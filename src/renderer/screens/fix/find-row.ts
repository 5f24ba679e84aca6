type Found = { index: number; row: number };

/**
 * Where a row of the file, or else the next one after it, stands in a list that is in file order: found in at
 * most twenty small requests for a million rows. `rowAt` answers with the number of the row at an index. Null
 * where the list is empty.
 */
export const findRow = async (
  wanted: number,
  total: number,
  rowAt: (index: number) => Promise<number | null>,
): Promise<Found | null> => {
  let low = 0;
  let high = total;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const row = await rowAt(middle);
    if (row !== null && row < wanted) low = middle + 1;
    else high = middle;
  }
  const index = Math.min(low, total - 1);
  const row = index < 0 ? null : await rowAt(index);
  return row === null ? null : { index, row };
};
