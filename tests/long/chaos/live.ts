import { spawn, type ChildProcess } from 'node:child_process';

/** One command of the program, from its start to its end. */
export type Lived = {
  words: readonly string[];
  pid: number;
  code: number | null;
  signal: string | null;
  out: string;
  err: string;
  /** Milliseconds from a signal to the end; null where none was sent. */
  leftAfter: number | null;
};

export type Life = {
  child: ChildProcess;
  words: readonly string[];
  isOver: () => boolean;
  announced: () => boolean;
  signal: (name: NodeJS.Signals) => void;
  ended: Promise<Lived>;
};

export type Stage = {
  script: string;
  folder: string;
  home: string;
  /** How far the clock of this computer is off, milliseconds. */
  clockShift: number;
  /** How far SIGUSR2 moves it. */
  clockJump: number;
};

/** Lets a program see a clock that is wrong, and that somebody sets while it runs. */
const wrongClock = `
  const Real = Date;
  let shift = Number(process.env.CLOCK_SHIFT);
  globalThis.Date = class extends Real {
    constructor(...given) {
      if (given.length === 0) super(Real.now() + shift);
      else super(...given);
    }
    static now() {
      return Real.now() + shift;
    }
  };
  process.on('SIGUSR2', () => (shift += Number(process.env.CLOCK_JUMP)));
`;

/** No command may take longer than this, whatever befalls it; milliseconds. */
const longestLife = 400_000;

export const start = (
  { script, folder, home, clockShift, clockJump }: Stage,
  words: readonly string[],
  token: string,
): Life => {
  const clock = `data:text/javascript,${encodeURIComponent(wrongClock)}`;
  const child = spawn(process.execPath, ['--import', clock, script, ...words], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      BULKHEAD_HOME: home,
      TOKEN_OF_TEST: token,
      CLOCK_SHIFT: String(clockShift),
      CLOCK_JUMP: String(clockJump),
    },
  });
  let out = '';
  let err = '';
  let signalled: number | null = null;
  let over = false;
  child.stdout?.on('data', (part: Buffer) => (out += part.toString()));
  child.stderr?.on('data', (part: Buffer) => (err += part.toString()));
  const limit = setTimeout(() => child.kill('SIGABRT'), longestLife);
  const ended = new Promise<Lived>((resolve) =>
    child.once('close', (code, signal) => {
      over = true;
      clearTimeout(limit);
      const leftAfter = signalled === null ? null : performance.now() - signalled;
      resolve({ words, pid: child.pid ?? 0, code, signal, out, err, leftAfter });
    }),
  );
  return {
    child,
    words,
    isOver: () => over,
    announced: () => /^load \S+ pid \d+$/m.test(err),
    signal: (name) => {
      if (over) return;
      if (name === 'SIGTERM' || name === 'SIGINT') signalled ??= performance.now();
      child.kill(name);
    },
    ended,
  };
};
