import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type DoctoredMachine, makeDoctoredMachine } from './doctored-machine';

// The electron package's own installer is replaced by programs that behave as a network does.

const TRY = `
import { downloadElectron } from './setup/electron.mjs';
const failure = await downloadElectron({ stallLimit: 3_000 });
console.log(JSON.stringify({ failure: failure ?? null }));
`;

let machine: DoctoredMachine;
let electron: string;

beforeEach(async () => {
  machine = await makeDoctoredMachine();
  electron = join(machine.checkout, 'node_modules', 'electron');
  await mkdir(electron, { recursive: true });
  await writeFile(join(machine.checkout, 'scripts', 'try.mjs'), TRY);
});

afterEach(async () => await machine.remove());

async function download(installer: string, env: Record<string, string> = {}): Promise<string | null> {
  const prologue = `
    const fs = require('node:fs');
    const path = require('node:path');
    const file = path.join(process.env.TMPDIR, 'electron.zip');`;
  await writeFile(join(electron, 'install.js'), prologue + installer);
  const run = await machine.run('try.mjs', [], env);
  expect(run.stderr).toBe('');
  return (JSON.parse(run.stdout) as { failure: string | null }).failure;
}

const FINISH = `
  fs.mkdirSync(path.join(__dirname, 'dist'));
  fs.writeFileSync(path.join(__dirname, 'dist', 'electron'), '');
  fs.writeFileSync(path.join(__dirname, 'path.txt'), 'electron');`;

it('works, and cleans up after itself', async () => {
  expect(await download(FINISH)).toBeNull();
  expect(existsSync(join(electron, 'dist', 'electron'))).toBe(true);
  expect(await readdir(join(machine.home, '.cache', 'bulkhead'))).toEqual([]);
});

it('is given all the time it needs while something arrives', async () => {
  const slow = `
    let count = 0;
    const timer = setInterval(() => {
      fs.appendFileSync(file, 'x');
      if ((count += 1) === 8) { clearInterval(timer); ${FINISH} }
    }, 600);`;
  expect(await download(slow)).toBeNull();
});

it('is ended when nothing arrives, even if it does not want to', async () => {
  const started = Date.now();
  const stubborn = `
    process.on('SIGTERM', () => {});
    fs.writeFileSync(path.join(__dirname, 'pid'), String(process.pid));
    fs.mkdirSync(path.join(__dirname, 'dist'));
    setInterval(() => {}, 1000);`;
  expect(await download(stubborn)).toBe('nothing arrived for 3 seconds');
  expect(Date.now() - started).toBeLessThan(30_000);
  expect(existsSync(join(electron, 'dist'))).toBe(false);
  const pid = Number(readFileSync(join(electron, 'pid'), 'utf8'));
  expect(() => process.kill(pid, 0)).toThrow('ESRCH');
});

it('that fails says why', async () => {
  const reason = await download('console.error("HTTPError: 403 Forbidden"); process.exit(1);');
  expect(reason).toBe('HTTPError: 403 Forbidden');
});

it('that ends without an Electron is no success', async () => {
  expect(await download('process.exit(0);')).toBe('it ended with code 0');
});

it('is not misled by a named Electron', async () => {
  const look = 'console.error(`named ${process.env.ELECTRON_OVERRIDE_DIST_PATH}`); process.exit(1);';
  expect(await download(look, { ELECTRON_OVERRIDE_DIST_PATH: '/somewhere' })).toBe('named undefined');
});
