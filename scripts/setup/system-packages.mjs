/**
 * The Debian and Ubuntu packages that hold the shared libraries Electron links to. Newer releases renamed some
 * with the ending t64 (64-bit time); those are tried first where `t64` is true.
 *
 * @type {Record<string, { name: string, t64?: boolean }>}
 */
const LIBRARY_PACKAGES = {
  'libX11.so.6': { name: 'libx11-6' },
  'libXcomposite.so.1': { name: 'libxcomposite1' },
  'libXdamage.so.1': { name: 'libxdamage1' },
  'libXext.so.6': { name: 'libxext6' },
  'libXfixes.so.3': { name: 'libxfixes3' },
  'libXrandr.so.2': { name: 'libxrandr2' },
  'libasound.so.2': { name: 'libasound2', t64: true },
  'libatk-1.0.so.0': { name: 'libatk1.0-0', t64: true },
  'libatk-bridge-2.0.so.0': { name: 'libatk-bridge2.0-0', t64: true },
  'libatspi.so.0': { name: 'libatspi2.0-0', t64: true },
  'libcairo.so.2': { name: 'libcairo2' },
  'libcups.so.2': { name: 'libcups2', t64: true },
  'libdbus-1.so.3': { name: 'libdbus-1-3' },
  'libdrm.so.2': { name: 'libdrm2' },
  'libexpat.so.1': { name: 'libexpat1' },
  'libgbm.so.1': { name: 'libgbm1' },
  'libgio-2.0.so.0': { name: 'libglib2.0-0', t64: true },
  'libglib-2.0.so.0': { name: 'libglib2.0-0', t64: true },
  'libgobject-2.0.so.0': { name: 'libglib2.0-0', t64: true },
  'libgtk-3.so.0': { name: 'libgtk-3-0', t64: true },
  'libgdk-3.so.0': { name: 'libgtk-3-0', t64: true },
  'libnotify.so.4': { name: 'libnotify4' },
  'libnspr4.so': { name: 'libnspr4' },
  'libnss3.so': { name: 'libnss3' },
  'libnssutil3.so': { name: 'libnss3' },
  'libpango-1.0.so.0': { name: 'libpango-1.0-0' },
  'libsecret-1.so.0': { name: 'libsecret-1-0' },
  'libsmime3.so': { name: 'libnss3' },
  'libudev.so.1': { name: 'libudev1' },
  'libxcb.so.1': { name: 'libxcb1' },
  'libxkbcommon.so.0': { name: 'libxkbcommon0' },
};

/** @type {Record<string, string>} */
const PROGRAM_PACKAGES = {
  'xvfb-run': 'xvfb',
  Xvfb: 'xvfb',
  xauth: 'xauth',
  'dbus-run-session': 'dbus',
  'dbus-daemon': 'dbus',
  'gnome-keyring-daemon': 'gnome-keyring',
  openssl: 'openssl',
  certutil: 'libnss3-tools',
};

/**
 * @param {string} lddOutput
 * @returns {string[]} The shared libraries that ldd could not find.
 */
export function readMissingLibraries(lddOutput) {
  const missing = new Set();
  for (const match of lddOutput.matchAll(/^\s*(\S+) => not found/gm)) missing.add(match[1]);
  return /** @type {string[]} */ ([...missing].sort());
}

/**
 * The Debian packages that hold what is missing. Each is a list of names to try in order, as releases differ.
 *
 * @param {string[]} missing Shared libraries and programs.
 * @returns {{ packages: string[][], unknown: string[] }} Packages, and libraries no package is known for.
 */
export function choosePackages(missing) {
  /** @type {Map<string, string[]>} */
  const packages = new Map();
  const unknown = [];
  for (const name of missing) {
    const library = LIBRARY_PACKAGES[name];
    const held = library?.name ?? PROGRAM_PACKAGES[name];
    if (held === undefined) unknown.push(name);
    else packages.set(held, library?.t64 ? [`${held}t64`, held] : [held]);
  }
  return { packages: [...packages.values()], unknown };
}

/**
 * Picks from each list of names the one this release has.
 *
 * @param {string[][]} packages
 * @param {string} policy What `apt-cache policy` printed for all of them.
 * @returns {string[]} A name per list; the last one, the oldest, where none is known.
 */
export function pickAvailable(packages, policy) {
  const available = new Set();
  let current = '';
  for (const line of policy.split('\n')) {
    const heading = /^(\S+):$/.exec(line);
    if (heading?.[1]) current = heading[1];
    else if (/^\s+Candidate: (?!\(none\))/.test(line)) available.add(current);
  }
  return packages.map((names) => names.find((name) => available.has(name)) ?? names.at(-1) ?? '');
}

/**
 * The command a person types to install packages.
 *
 * @param {string[]} packages
 * @param {boolean} isRoot
 * @returns {string}
 */
export function writeAptCommand(packages, isRoot) {
  const sudo = isRoot ? '' : 'sudo ';
  return `${sudo}apt-get update && ${sudo}apt-get install -y --no-install-recommends ${packages.join(' ')}`;
}
