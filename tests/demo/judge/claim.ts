/** What the program says of one row. */
export type ClaimedRow = { row: number; state: string; recordId: string | null; attempts: number };

/** What the program says of the load: row by row, in sum, and on its screen. */
export type Claim = {
  rows: ClaimedRow[];
  balance: { rows: number; balanced: boolean; counts: Record<string, number> };
  /** Rows sent in each attempt. */
  attempts: number[];
  /** Counts read off the screen by state; what a screen leaves out counts as nothing. */
  onScreen: Record<string, number> | null;
};

/** How many rows stand in each state. */
export function countStates(rows: readonly ClaimedRow[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { state } of rows) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}

function compareCounts(
  one: Record<string, number>,
  other: Record<string, number>,
  say: (state: string, one: number, other: number) => string,
): string[] {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])]
    .filter((state) => (one[state] ?? 0) !== (other[state] ?? 0))
    .map((state) => say(state, one[state] ?? 0, other[state] ?? 0));
}

/** Every row of the sheet in exactly one state, and the sums of rows, load and screen the same. */
export function checkClaim(claim: Claim, sheetRows: number, findings: string[]): void {
  const seen = new Set<number>();
  for (const { row } of claim.rows) {
    if (seen.has(row)) findings.push(`Row ${row} is counted twice.`);
    if (row < 1 || row > sheetRows) findings.push(`Row ${row} is not in the sheet.`);
    seen.add(row);
  }
  for (let row = 1; row <= sheetRows; row += 1) {
    if (!seen.has(row)) findings.push(`Row ${row} is in no state.`);
  }
  const { balance } = claim;
  if (!balance.balanced || balance.rows !== sheetRows) {
    findings.push(`The program’s own balance does not close: ${balance.rows} of ${sheetRows} rows.`);
  }
  const counted = countStates(claim.rows);
  findings.push(
    ...compareCounts(
      counted,
      balance.counts,
      (state, rows, sum) => `${rows} rows are ${state}, the balance says ${sum}.`,
    ),
  );
  if (claim.onScreen === null) return;
  findings.push(
    ...compareCounts(
      counted,
      claim.onScreen,
      (state, rows, shown) => `${rows} rows are ${state}, the screen says ${shown}.`,
    ),
  );
}
