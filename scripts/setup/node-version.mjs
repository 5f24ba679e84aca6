export const OLDEST_NODE = '20.19.0';

/**
 * @param {string} version e.g. `20.19.0`, with or without a leading v.
 * @returns {number[]} Major, minor, patch.
 */
function readNumbers(version) {
  return version
    .replace(/^v/, '')
    .split('.')
    .map((part) => Number.parseInt(part, 10) || 0);
}

/**
 * Whether one Node version is older than another. Pre-release tags are ignored.
 *
 * @param {string} version
 * @param {string} oldest
 * @returns {boolean}
 */
export function isOlder(version, oldest) {
  const have = readNumbers(version);
  const want = readNumbers(oldest);
  for (let place = 0; place < 3; place += 1) {
    const difference = (have[place] || 0) - (want[place] || 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
