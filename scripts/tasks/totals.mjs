/**
 * What one phase of a run came to.
 *
 * @typedef {object} Outcome
 * @property {string} name
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {number} milliseconds
 * @property {string} [note] Why there is a failure, or nothing to count.
 */

/**
 * The part of Vitest's JSON report that matters here.
 *
 * @typedef {object} VitestReport
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numPendingTests
 * @property {number} [numTodoTests]
 * @property {{ name: string, status: string, assertionResults: { status: string }[] }[]} testResults
 */

/**
 * Counts a Vitest run so that nothing that went wrong is lost: a file that could not be loaded, a crash, an error
 * outside any test and, unless allowed, a run without tests each count as one failure.
 *
 * @param {VitestReport | undefined} report Undefined if Vitest left none.
 * @param {number} exitCode
 * @param {boolean} mayBeEmpty Whether a run without tests is in order.
 * @returns {Pick<Outcome, 'passed' | 'failed' | 'skipped' | 'note'>}
 */
export function countTests(report, exitCode, mayBeEmpty) {
  if (report === undefined) {
    const isEmpty = mayBeEmpty && exitCode === 0;
    return {
      passed: 0,
      failed: isEmpty ? 0 : 1,
      skipped: 0,
      note: isEmpty ? 'no tests' : 'Vitest did not finish',
    };
  }
  const passed = report.numPassedTests;
  const skipped = report.numPendingTests + (report.numTodoTests ?? 0);
  const unloaded = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  );
  const failed = report.numFailedTests + unloaded.length;
  if (failed > 0) return { passed, failed, skipped };
  if (exitCode !== 0 && !(mayBeEmpty && passed === 0)) {
    return { passed, failed: 1, skipped, note: 'an error outside any test' };
  }
  if (passed + skipped === 0) return { passed, failed: mayBeEmpty ? 0 : 1, skipped, note: 'no tests' };
  return { passed, failed, skipped };
}

/**
 * @param {Outcome[]} outcomes
 * @returns {{ passed: number, failed: number, skipped: number }}
 */
export function addOutcomes(outcomes) {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const outcome of outcomes) {
    sum.passed += outcome.passed;
    sum.failed += outcome.failed;
    sum.skipped += outcome.skipped;
  }
  return sum;
}

/**
 * The closing line of a run, in the form that other programs read.
 *
 * @param {{ passed: number, failed: number, skipped: number }} sum
 * @param {boolean} [withSkipped] Whether skipped tests are named, if there are any.
 * @returns {string}
 */
export function writeTotal(sum, withSkipped = true) {
  const total = `${sum.passed} passed, ${sum.failed} failed`;
  return withSkipped && sum.skipped > 0 ? `${total}, ${sum.skipped} skipped` : total;
}
