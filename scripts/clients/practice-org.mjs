import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ROOT } from '../setup/paths.mjs';

/**
 * What the practice org says of itself once it answers.
 *
 * @typedef {object} Announcement
 * @property {number} port
 * @property {string} instanceUrl
 * @property {string} accessToken
 * @property {string} username
 * @property {string} control
 * @property {string} controlToken
 */

/**
 * An ingest job as the org keeps it, whatever a client was told.
 *
 * @typedef {object} JobRecord
 * @property {string} id
 * @property {string} object
 * @property {string} operation
 * @property {string} state
 * @property {string} [errorMessage]
 * @property {number} rowsSucceeded
 * @property {number} rowsFailed
 */

/**
 * One call as the org saw it; calls of its control are left out.
 *
 * @typedef {object} Call
 * @property {number} n
 * @property {string} method
 * @property {string} path
 * @property {number} status
 * @property {string | null} userAgent
 */

/** @typedef {Record<string, unknown>} OrgRecord */

/**
 * A running practice org, and its own account of what happened in it.
 *
 * @typedef {Announcement & {
 *   restoreSettings: () => Promise<void>,
 *   change: (body: Record<string, unknown>) => Promise<void>,
 *   readJobs: () => Promise<JobRecord[]>,
 *   readCalls: (since?: number) => Promise<Call[]>,
 *   readRecords: (object: string) => Promise<OrgRecord[]>,
 *   stop: () => Promise<void>,
 * }} PracticeOrg
 */

const PROGRAM = join(ROOT, 'out', 'main', 'practice-org.js');

/** Jobs stay in their queue long enough that a client has to ask more than once, in milliseconds. */
const QUEUE_MS = 300;

/**
 * @param {Announcement} org
 * @param {string} path
 * @param {unknown} [body]
 * @returns {Promise<any>}
 */
async function callControl(org, path, body) {
  const response = await fetch(`${org.control}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'X-Practice-Control': org.controlToken, 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`The practice org's control answered: ${await response.text()}`);
  return await response.json();
}

/**
 * Starts the built practice org in a plain Node process, on a free port and with the company it is founded with.
 * It ends with this process.
 *
 * @returns {Promise<PracticeOrg>}
 * @throws {Error} With the program's own words if it does not start.
 */
export async function startPracticeOrg() {
  const child = spawn(process.execPath, [PROGRAM, '--json', '--exit-with-parent'], {
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
  });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (complaint += text));
  const exited = once(child, 'exit');
  const [line] = await Promise.race([once(createInterface({ input: child.stdout }), 'line'), exited]);
  if (typeof line !== 'string') throw new Error(`The practice org did not start: ${complaint}`);
  /** @type {Announcement} */
  const org = JSON.parse(line);
  return {
    ...org,
    restoreSettings: async () => {
      await callControl(org, '', { settings: null });
      await callControl(org, '', { settings: { queueMs: QUEUE_MS } });
    },
    change: async (body) => {
      await callControl(org, '', body);
    },
    readJobs: async () => (await callControl(org, '?log=0')).jobs,
    readCalls: async (since = 0) => {
      /** @type {Call[]} */
      const calls = (await callControl(org, `?since=${since}`)).log;
      return calls.filter(({ path }) => !path.startsWith('/practice/'));
    },
    readRecords: (object) => callControl(org, `/records?object=${object}`),
    stop: async () => {
      child.stdin.end();
      child.kill();
      await exited;
    },
  };
}
