import { existsSync, fstatSync, readFileSync } from 'node:fs';
import { readArguments, type Arguments } from './read-arguments';
import { readSchema } from './schema/read-schema';
import { pause } from './clock';
import { openPracticeOrg, type PracticeOrg } from './server';

/** The channel an Electron utility process has to the one that started it. */
type ParentPort = {
  postMessage: (message: unknown) => void;
  on: (event: 'message', listener: () => void) => void;
};

/** How often the parent is looked for. */
const PARENT_POLL_MS = 500;

/** The line is promised within 5 s of the start. */
const ANNOUNCED_WITHIN_MS = 2500;

function findParentPort(): ParentPort | null {
  return (process as { parentPort?: ParentPort }).parentPort ?? null;
}

function announce(practice: PracticeOrg, json: boolean): void {
  const { port, instanceUrl, accessToken, username, loginUrl, control, controlToken } = practice;
  const announcement = {
    port,
    instanceUrl,
    accessToken,
    username,
    loginUrl,
    control,
    controlToken,
    pid: process.pid,
  };
  if (json) process.stdout.write(`${JSON.stringify(announcement)}\n`);
  else process.stdout.write(`Practice org ready at ${instanceUrl}, signed in as ${username}\n`);
  findParentPort()?.postMessage(announcement);
}

/** A closed stdin says something only where a parent holds its other end; `/dev/null` is at its end from the start. */
function isPipe(descriptor: number): boolean {
  try {
    const stat = fstatSync(descriptor);
    return stat.isFIFO() || stat.isSocket();
  } catch {
    return false;
  }
}

/** Ends the org when nobody is left who could end it: its parent is gone, or has closed its end of stdin. */
function watchParent(end: () => void): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) end();
  }, PARENT_POLL_MS).unref();
  if (findParentPort() || !isPipe(0)) return;
  process.stdin.on('end', end).on('error', end).resume();
}

/** The text of a file, also in the UTF-16 that PowerShell writes what a program prints in. */
function readText(path: string): string {
  if (!existsSync(path)) throw new Error('there is no such file');
  const bytes = readFileSync(path);
  return bytes[0] === 0xff && bytes[1] === 0xfe ? bytes.toString('utf16le') : bytes.toString('utf8');
}

function readSchemaFile(path: string): string {
  try {
    const text = readText(path);
    readSchema(text);
    return text;
  } catch (cause) {
    throw new Error(`${path}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

async function run(words: Arguments): Promise<void> {
  const practice = await openPracticeOrg({
    port: words.port,
    empty: words.empty,
    ...(words.seed === null ? {} : { seed: words.seed }),
    ...(words.dataFolder === null ? {} : { dataFolder: words.dataFolder }),
    ...(words.schemaFile === null ? {} : { schema: readSchemaFile(words.schemaFile) }),
    ...(words.kind === null ? {} : { kind: words.kind }),
    ...(words.breakLine === null ? {} : { breakLine: words.breakLine }),
    ...(words.discard ? { settings: { discardRecords: true } } : {}),
    ...(words.controlToken === null ? {} : { controlToken: words.controlToken }),
  });
  let ending = false;
  const end = (): void => {
    if (ending) return;
    ending = true;
    practice.close().then(
      () => process.exit(0),
      (cause: unknown) => {
        process.stderr.write(`The practice org could not be saved: ${String(cause)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
  if (words.exitWithParent) watchParent(end);
  // Whoever waits for the line gets it, even where a big org is still being read: calls wait for the rest.
  await Promise.race([practice.ready, pause(ANNOUNCED_WITHIN_MS)]);
  announce(practice, words.json);
  await practice.ready;
}

function fail(cause: unknown): void {
  process.stderr.write(`${cause instanceof Error ? cause.message : String(cause)}\n`);
  process.exit(2);
}

try {
  run(readArguments(process.argv.slice(2))).catch(fail);
} catch (cause) {
  fail(cause);
}
