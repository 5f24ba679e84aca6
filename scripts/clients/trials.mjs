import { explain, formatDuration, say } from '../setup/report.mjs';

/** @typedef {import('./practice-org.mjs').PracticeOrg} PracticeOrg */

/**
 * One thing a real client is made to do. `go` throws if the client or the org's own records say anything but what
 * they should; else it says what was seen, in one sentence. An `ExpectedFailure` is a fault of the client that is
 * known, and proven not to be the org's.
 *
 * @typedef {object} Trial
 * @property {string} what
 * @property {(org: PracticeOrg) => Promise<string | ExpectedFailure>} go
 */

/** @typedef {{ expected: string }} ExpectedFailure */

/**
 * @typedef {object} Client
 * @property {string} name
 * @property {string} version
 * @property {string} runsOn The Node it runs on.
 * @property {Trial[]} trials Run in this order in one org.
 */

/**
 * @typedef {object} Verdict
 * @property {Client} client
 * @property {string} what
 * @property {'passed' | 'failed' | 'expected failure'} outcome
 * @property {string} result
 */

/** A number of rows or calls as it is read in a sentence. */
export const formatCount = (/** @type {number} */ count) => count.toLocaleString('en');

/** @param {unknown} thrown */
function writeFailure(thrown) {
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  return text.replaceAll(/\s+/g, ' ').trim().slice(0, 300);
}

/**
 * @param {Trial} trial
 * @param {PracticeOrg} org
 * @returns {Promise<Pick<Verdict, 'outcome' | 'result'>>}
 */
async function runTrial(trial, org) {
  try {
    // Whatever an earlier trial switched, and perhaps failed before switching back.
    await org.restoreSettings();
    const seen = await trial.go(org);
    if (typeof seen === 'string') return { outcome: 'passed', result: seen };
    return { outcome: 'expected failure', result: seen.expected };
  } catch (thrown) {
    explain(thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown));
    return { outcome: 'failed', result: writeFailure(thrown) };
  }
}

/**
 * Runs a client's trials one after another. A failed one does not keep the others from running.
 *
 * @param {Client} client
 * @param {PracticeOrg} org
 * @returns {Promise<Verdict[]>}
 */
export async function runTrials(client, org) {
  const verdicts = [];
  for (const trial of client.trials) {
    const started = Date.now();
    const { outcome, result } = await runTrial(trial, org);
    say(`${client.name}: ${trial.what}: ${outcome} (${formatDuration(Date.now() - started)}). ${result}`);
    verdicts.push({ client, what: trial.what, outcome, result });
  }
  return verdicts;
}
