import type { Org } from '../org';

/** A run whose end nobody was told is taken to go on for so long, in ms. */
const LINGER_MS = 2000;

/** A job of Bulk API 2.0 or a batch of 1.0, as its locks meet those of others that run at the same time. */
export type Run = {
  /** The id of the job or batch. */
  key: string;
  /** One of those that run one after another, whatever their job. */
  serial: boolean;
  /** The step at which its first chunk is saved: later than 0 behind another serial one. */
  start: number;
  /** Chunks saved so far. */
  done: number;
  begun: boolean;
  /** Milliseconds since the process started; null until it ends. */
  endedAt: number | null;
  /** Whether an answer has told that it ended. */
  told: boolean;
  /** By step and parent: the internal batch that touched it first. */
  claims: Map<string, number>;
  /** Those beside it that were there before it, and those that came later. */
  earlier: Run[];
  later: Run[];
  /** The serial one it stands behind until it begins. */
  behind: Run | null;
  waiting: (() => void)[];
};

const isOver = (run: Run): boolean =>
  run.endedAt !== null && (run.told || performance.now() - run.endedAt > LINGER_MS);

/**
 * Notes that a job or batch was handed over. It runs beside everything whose end no answer has told yet, so
 * that the calls alone decide who meets whom, not how fast this computer is. Serial ones never meet each other.
 */
export function enterRun(org: Org, key: string, serial = false): Run {
  org.runs = org.runs.filter((run) => !isOver(run));
  const earlier = org.runs.filter((other) => !(serial && other.serial));
  const run: Run = {
    key,
    serial,
    start: 0,
    done: 0,
    begun: false,
    endedAt: null,
    told: false,
    claims: new Map(),
    earlier,
    later: [],
    behind: serial ? (org.runs.findLast((other) => other.serial) ?? null) : null,
    waiting: [],
  };
  for (const other of earlier) if (other.endedAt === null) other.later.push(run);
  org.runs.push(run);
  return run;
}

/** Notes that its first chunk comes next. */
export function startRun(run: Run): void {
  if (run.behind) run.start = run.behind.start + run.behind.done;
  run.behind = null;
  run.begun = true;
}

function wake(run: Run): void {
  for (const go of run.waiting.splice(0)) go();
}

/** Notes that a chunk was saved. */
export function stepRun(run: Run): void {
  run.done += 1;
  wake(run);
}

/** Notes that nothing more comes of it. */
export function leaveRun(run: Run): void {
  run.endedAt = performance.now();
  run.earlier = [];
  run.later = [];
  wake(run);
}

/** Notes that an answer told the end of these jobs or batches: what comes now runs after them. */
export function tellEnd(org: Org, keys: ReadonlySet<string>): void {
  for (const run of org.runs) if (keys.has(run.key)) run.told = true;
}

/**
 * Waits until those that were there earlier have saved the chunk of the same step: who holds a parent and who
 * loses it must not depend on which of them happens to be quicker.
 */
export async function keepStep(org: Org, run: Run): Promise<void> {
  if (org.settings.lockModel === 'off') return;
  const isAhead = (other: Run): boolean =>
    other.begun && other.endedAt === null && other.start + other.done <= run.start + run.done;
  for (let next = run.earlier.find(isAhead); next; next = run.earlier.find(isAhead)) {
    const { waiting } = next;
    await new Promise<void>((resolve) => waiting.push(resolve));
  }
}
