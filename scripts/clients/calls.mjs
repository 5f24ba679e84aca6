/**
 * Marks a place in the org's log, so that later calls can be told from earlier ones.
 *
 * @param {import('./practice-org.mjs').PracticeOrg} org
 * @returns {Promise<number>} The number of the newest call.
 */
export async function markCalls(org) {
  return (await org.readCalls()).at(-1)?.n ?? 0;
}

/**
 * @param {import('./practice-org.mjs').PracticeOrg} org
 * @param {number} since From `markCalls`.
 * @param {RegExp} pattern Of `METHOD path`.
 * @returns {Promise<number[]>} The HTTP status of each call that fits, in order.
 */
export async function readStatuses(org, since, pattern) {
  const calls = await org.readCalls(since);
  return calls.filter(({ method, path }) => pattern.test(`${method} ${path}`)).map(({ status }) => status);
}
