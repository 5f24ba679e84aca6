/**
 * Gives each answer to the row at its place, as Bulk API 1.0 and composite collections answer: in the order of the
 * rows, one for each. Only equal counts prove that no answer is missing before another, so as long as they differ
 * none is anybody's and null is returned.
 */
export const matchByPosition = <R, V>(
  rows: readonly R[],
  answers: readonly V[],
): { row: R; answer: V }[] | null => {
  if (rows.length !== answers.length) return null;
  return rows.flatMap((row, at) => {
    const answer = answers[at];
    return answer === undefined ? [] : [{ row, answer }];
  });
};
