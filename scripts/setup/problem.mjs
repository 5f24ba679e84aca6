/**
 * A failure the person at the keyboard can do something about.
 *
 * @typedef {Error & { advice: string, isProblem: true }} Problem
 */

/**
 * Makes an error that is shown as two sentences: what is wrong, and what to type.
 *
 * @param {string} what One sentence: what is wrong.
 * @param {string} advice One sentence: what to type; `{again}` in it becomes the command that was typed.
 * @param {unknown} [cause] Shown only with BULKHEAD_DEBUG=1.
 * @returns {Problem}
 */
export function createProblem(what, advice, cause) {
  const error = new Error(what, cause === undefined ? undefined : { cause });
  return Object.assign(error, { advice, isProblem: /** @type {const} */ (true) });
}

/**
 * Turns whatever was thrown into the two sentences shown to the person.
 *
 * @param {unknown} thrown
 * @param {string} command What was typed, e.g. `npm run setup`.
 * @returns {{ what: string, advice: string }}
 */
export function explainProblem(thrown, command) {
  const error = /** @type {Partial<Problem> & { code?: string, path?: string }} */ (thrown ?? {});
  if (error.isProblem) {
    return { what: error.message ?? '', advice: (error.advice ?? '').replace('{again}', command) };
  }
  if (error.code === 'ENOSPC') {
    return { what: 'The disk is full.', advice: `Free about 1 GB, then type: ${command}` };
  }
  if (error.code === 'EACCES' || error.code === 'EPERM' || error.code === 'EROFS') {
    return {
      what: `This user may not write to ${error.path ?? 'a folder that is needed'}.`,
      advice: `Give this user that folder, then type: ${command}`,
    };
  }
  const firstLine = String(error.message ?? thrown).split('\n')[0];
  return {
    what: `Stopped by something unforeseen: ${firstLine}`,
    advice: `To see the details, type: BULKHEAD_DEBUG=1 ${command}`,
  };
}
