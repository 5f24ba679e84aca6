let verbose = false;

/** @param {boolean} wanted */
export function setVerbose(wanted) {
  verbose = wanted;
}

/**
 * Says something the person is waiting for, on standard error: standard output is for results.
 *
 * @param {string} sentence
 */
export function say(sentence) {
  process.stderr.write(`${sentence}\n`);
}

/**
 * Explains a step to someone who asked for it with --verbose.
 *
 * @param {string} sentence
 */
export function explain(sentence) {
  if (verbose) say(`  ${sentence}`);
}

/**
 * @param {number} milliseconds
 * @returns {string} e.g. `3.4 s` or `2 min 05 s`
 */
export function formatDuration(milliseconds) {
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
}
