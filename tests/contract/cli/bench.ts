import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const tasks = resolve(import.meta.dirname, '../../../scripts/tasks');

/** The bundlers of the scripts, which are plain JavaScript. */
const loadTask = async <T>(name: string): Promise<T> => (await import(join(tasks, name))) as T;

export type Finished = { code: number | null; out: string; err: string; milliseconds: number };

/** A command that runs. */
export type Started = {
  child: ChildProcess;
  pid: number;
  /** Resolves with the id of the load once its line is on the error channel. */
  announced: Promise<string>;
  finished: Promise<Finished>;
};

export type JsonLine = Record<string, unknown> & {
  loadId: string;
  rows: number;
  jobs: { id: string | null; api: string; state: string | null; rows: number }[];
};

/** The last line of a command's output. */
export const lastLine = ({ out }: Finished): JsonLine =>
  JSON.parse(out.trimEnd().split('\n').at(-1) ?? '') as JsonLine;

type Announced = { instanceUrl: string; accessToken: string; control: string; pid: number };

/** A `load` that ended: its last line, null where it said nothing, and its folder. */
export type Loaded = Finished & { line: JsonLine | null; folder: string };

export type LogEntry = { n: number; method: string; path: string };

/** The real command beside a real practice org, each in a process of its own. */
export type Bench = {
  folder: string;
  home: string;
  org: Announced;
  /** Options that name the org, by address and token. */
  toOrg: string[];
  path: (name: string) => string;
  file: (name: string, text: string | Uint8Array) => Promise<string>;
  start: (words: readonly string[], env?: NodeJS.ProcessEnv) => Started;
  run: (words: readonly string[], env?: NodeJS.ProcessEnv) => Promise<Finished>;
  /** Loads into the org, with a folder of its own for the output. */
  load: (words: readonly string[]) => Promise<Loaded>;
  control: (change: object) => Promise<void>;
  records: (object: string) => Promise<Record<string, unknown>[]>;
  /** Jobs, log and settings as the org tells them. */
  describe: () => Promise<{ jobs: Record<string, unknown>[]; log: LogEntry[] }>;
  read: (name: string) => Promise<string>;
  end: () => Promise<void>;
};

const controlToken = 'known';

const firstLine = async (child: ChildProcess): Promise<string> =>
  new Promise((done, fail) => {
    let text = '';
    child.stdout?.on('data', (part: Buffer) => {
      text += part.toString();
      if (text.endsWith('\n')) done(text);
    });
    child.once('error', fail);
    child.once('exit', (code) => fail(new Error(`the practice org ended with ${code}`)));
  });

const startOrg = async (
  script: string,
  words: readonly string[],
): Promise<{ child: ChildProcess; org: Announced }> => {
  const args = [script, '--json', '--empty', '--control-token', controlToken, '--exit-with-parent', ...words];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  return { child, org: JSON.parse(await firstLine(child)) as Announced };
};

const watch = (child: ChildProcess): Started => {
  const begun = performance.now();
  let out = '';
  let err = '';
  let announce: (id: string) => void = () => undefined;
  const announced = new Promise<string>((done) => (announce = done));
  child.stdout?.on('data', (part: Buffer) => (out += part.toString()));
  child.stderr?.on('data', (part: Buffer) => {
    err += part.toString();
    const id = /^load (\S+) pid \d+$/m.exec(err)?.[1];
    if (id !== undefined) announce(id);
  });
  const finished = new Promise<Finished>((done) =>
    child.once('close', (code) => done({ code, out, err, milliseconds: performance.now() - begun })),
  );
  return { child, pid: child.pid ?? 0, announced, finished };
};

export const openBench = async (...orgWords: string[]): Promise<Bench> => {
  const { buildCli } = await loadTask<{ buildCli: () => Promise<string> }>('cli.mjs');
  const { buildPracticeOrg } = await loadTask<{ buildPracticeOrg: () => Promise<string> }>(
    'practice-org.mjs',
  );
  const [script, orgScript] = [await buildCli(), await buildPracticeOrg()];
  const folder = await mkdtemp(join(tmpdir(), 'bulkhead-cli-'));
  const { child, org } = await startOrg(orgScript, orgWords);
  const home = join(folder, 'home');
  const running = new Set<ChildProcess>();

  const start: Bench['start'] = (words, env = {}) => {
    const command = spawn(process.execPath, ['--enable-source-maps', script, ...words], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        BULKHEAD_HOME: home,
        BULKHEAD_PRACTICE_ORG: orgScript,
        TOKEN_OF_TEST: org.accessToken,
        ...env,
      },
    });
    running.add(command);
    command.once('close', () => running.delete(command));
    return watch(command);
  };
  const run: Bench['run'] = async (words, env) => start(words, env).finished;
  const toOrg = ['--instance-url', org.instanceUrl, '--access-token-env', 'TOKEN_OF_TEST'];
  let loads = 0;
  const asControl = { 'X-Practice-Control': controlToken, 'Content-Type': 'application/json' };

  return {
    folder,
    home,
    org,
    toOrg,
    path: (name) => join(folder, name),
    file: async (name, text) => {
      await writeFile(join(folder, name), text);
      return join(folder, name);
    },
    start,
    run,
    load: async (words) => {
      loads += 1;
      const out = `out-${loads}`;
      const finished = await run(['load', ...toOrg, '--out', out, '--json', ...words]);
      return { ...finished, folder: out, line: finished.out === '' ? null : lastLine(finished) };
    },
    control: async (change) => {
      const answer = await fetch(org.control, {
        method: 'POST',
        headers: asControl,
        body: JSON.stringify(change),
      });
      if (!answer.ok) throw new Error(await answer.text());
    },
    records: async (object) => {
      const answer = await fetch(`${org.control}/records?object=${object}`, { headers: asControl });
      return (await answer.json()) as Record<string, unknown>[];
    },
    describe: async () => {
      const answer = await fetch(org.control, { headers: asControl });
      return (await answer.json()) as { jobs: Record<string, unknown>[]; log: LogEntry[] };
    },
    read: async (name) => readFile(join(folder, name), 'utf8'),
    end: async () => {
      for (const command of running) command.kill('SIGKILL');
      child.removeAllListeners('exit');
      const gone = new Promise((done) => child.once('exit', done));
      child.kill('SIGTERM');
      await gone;
      await rm(folder, { recursive: true, force: true });
    },
  };
};

/** CSV lines for `rows` contacts; every `badEvery`th has an address Salesforce refuses. */
export const contacts = (rows: number, mark = 'Row', badEvery = 50): string => {
  const lines = ['LastName,Email'];
  for (let row = 1; row <= rows; row += 1)
    lines.push(
      `${mark} ${row},${row % badEvery === 0 ? 'not an address' : `${mark.toLowerCase()}${row}@test.example`}`,
    );
  return `${lines.join('\n')}\n`;
};
