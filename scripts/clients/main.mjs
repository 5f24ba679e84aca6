import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../setup/paths.mjs';
import { prepare } from '../setup/prepare.mjs';
import { createProblem } from '../setup/problem.mjs';
import { say, setVerbose } from '../setup/report.mjs';
import { buildApp } from '../tasks/build-app.mjs';
import { writeTotal } from '../tasks/totals.mjs';
import { LOADS } from './jsforce-loads.mjs';
import { READS } from './jsforce-reads.mjs';
import { SIGN_IN } from './jsforce-sign-in.mjs';
import { startPracticeOrg } from './practice-org.mjs';
import { createSfTrials } from './sf-trials.mjs';
import { provideSf } from './sf-program.mjs';
import { runTrials } from './trials.mjs';
import { writePage } from './write-table.mjs';

const USAGE = `npm run clients                      run every client and write docs/clients.md
npm run clients -- --only jsforce    one client (jsforce or sf), without writing
npm run clients -- --verbose         with the details of each failure`;

const NAMES = ['jsforce', 'sf'];
const PAGE = join(ROOT, 'docs', 'clients.md');

/** @typedef {import('./trials.mjs').Client} Client */
/** @typedef {import('./trials.mjs').Verdict} Verdict */

/**
 * @param {string[]} args
 * @returns {{ names: string[], verbose: boolean, help: boolean }}
 * @throws {import('../setup/problem.mjs').Problem} On a word or client that does not exist.
 */
function readClientArguments(args) {
  const rest = [...args];
  const read = { names: NAMES, verbose: false, help: false };
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--verbose') read.verbose = true;
    else if (word === '--help') read.help = true;
    else if (word === '--only' && NAMES.includes(rest[0] ?? '')) read.names = [String(rest.shift())];
    else {
      throw createProblem(
        `The client runs do not know ${word}.`,
        'For what they know, type: npm run clients -- --help',
      );
    }
  }
  return read;
}

/** @returns {Promise<Client>} */
async function describeJsforce() {
  const manifest = JSON.parse(await readFile(join(ROOT, 'node_modules', 'jsforce', 'package.json'), 'utf8'));
  return {
    name: 'jsforce',
    version: manifest.version,
    runsOn: `Node ${process.versions.node}`,
    trials: [...READS, ...LOADS, SIGN_IN],
  };
}

/**
 * @param {(org: import('./practice-org.mjs').PracticeOrg) => Promise<Verdict[]>} work
 * @returns {Promise<Verdict[]>}
 */
async function withPracticeOrg(work) {
  const org = await startPracticeOrg();
  try {
    return await work(org);
  } finally {
    await org.stop();
  }
}

/** @returns {Promise<Verdict[]>} */
async function runJsforce() {
  const client = await describeJsforce();
  return await withPracticeOrg((org) => runTrials(client, org));
}

/** @returns {Promise<Verdict[]>} */
async function runSf() {
  const sf = await provideSf();
  try {
    return await withPracticeOrg((org) => runTrials({ ...sf.client, trials: createSfTrials(sf) }, org));
  } finally {
    await sf.remove();
  }
}

/**
 * Runs real clients against the practice org and writes what came of it.
 *
 * @param {string[]} args
 * @returns {Promise<number>} 1 if a client or the org's records said anything unexpected.
 */
export async function main(args) {
  const { names, verbose, help } = readClientArguments(args);
  if (help) {
    console.log(USAGE);
    return 0;
  }
  setVerbose(verbose);
  const ready = await prepare({ needs: {} });
  await buildApp(ready.env);
  /** @type {Verdict[]} */
  const verdicts = [];
  if (names.includes('jsforce')) verdicts.push(...(await runJsforce()));
  if (names.includes('sf')) verdicts.push(...(await runSf()));
  if (names.length === NAMES.length) {
    await writeFile(PAGE, writePage(verdicts, new Date()));
    say('The account is in docs/clients.md.');
  }
  const failed = verdicts.filter((verdict) => verdict.outcome === 'failed').length;
  console.log(`\n${writeTotal({ passed: verdicts.length - failed, failed, skipped: 0 })}`);
  return failed > 0 ? 1 : 0;
}
