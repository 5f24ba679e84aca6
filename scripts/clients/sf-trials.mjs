import { createSfLoads } from './sf-loads.mjs';
import { createSfReads } from './sf-reads.mjs';
import { createSfLogin } from './sf-login.mjs';

/**
 * What Salesforce's command line is made to do: sign in, load, read.
 *
 * @param {import('./sf-program.mjs').Sf} sf
 * @returns {import('./trials.mjs').Trial[]}
 */
export function createSfTrials(sf) {
  return [createSfLogin(sf), ...createSfLoads(sf), ...createSfReads(sf)];
}
