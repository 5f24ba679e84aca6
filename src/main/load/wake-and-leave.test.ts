import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LoadEffect, LoadEvent } from '../../core/load/event';
import { planAttempt, type Attempt } from '../../core/load/state';
import type { SendingApi } from '../../shared/domain/load';
import { CallError } from './ports';
import { runAttempt, type AttemptPorts } from './run-attempt';

type Answer = (event: LoadEvent) => void;
type Made = { effect: LoadEffect; signal: AbortSignal; answer: Answer; fail: (kind: 'lost') => void };

const hour = 3_600_000;

/** An attempt whose every call waits for the test to answer it, with a clock that the test sets. */
const start = (api: SendingApi, parts: readonly number[]) => {
  const calls: Made[] = [];
  const saved: Attempt[] = [];
  let now = 1_000_000;
  const ports: AttemptPorts = {
    rules: { patience: 300_000, jobsInFlight: 4, repeatable: false, toOrgTime: (time) => time },
    save: async (attempt) => {
      saved.push(attempt);
      await new Promise((resolve) => setTimeout(resolve, 100));
    },
    perform: async (effect, _attempt, signal) =>
      new Promise((resolve, reject) => {
        const fail = (kind: 'lost' | 'cancelled'): void =>
          reject(new CallError({ kind, error: { code: kind, params: {} } }));
        signal.addEventListener('abort', () => fail('cancelled'));
        calls.push({ effect, signal, answer: resolve, fail });
      }),
    sleep: async (_milliseconds, signal) =>
      new Promise((resolve) => signal.addEventListener('abort', () => resolve())),
    now: () => now,
  };
  const way = { api, mode: 'parallel', batchSize: null } as const;
  const plan = parts.map((rows) => ({ rows, chain: null }));
  const running = runAttempt(planAttempt(1, way, plan, now), ports);
  /** The newest call, once there are so many. */
  const call = async (count: number): Promise<Made> => {
    await vi.waitFor(() => expect(calls).toHaveLength(count));
    const made = calls[count - 1];
    if (made === undefined) throw new Error('no such call');
    return made;
  };
  return {
    running,
    calls,
    call,
    pass: (milliseconds: number) => (now += milliseconds),
    last: () => saved.at(-1),
  };
};

beforeEach(() => vi.useFakeTimers({ shouldAdvanceTime: true }));
afterEach(() => vi.useRealTimers());

describe('a computer that wakes', () => {
  it('makes its calls at once, and holds no silence against the org that it slept through', async () => {
    const { running, call, pass, last } = start('2.0', [3]);
    (await call(1)).fail('lost');
    await vi.waitFor(() => expect(last()?.jobs[0]?.silentSince).toBe(1_000_000));
    pass(hour);
    running.wake();
    const second = await call(2);
    expect(second.effect.type).toBe('clear-orphans');
    expect(last()).toMatchObject({ phase: 'running', jobs: [{ silentSince: null, unanswered: 0 }] });
    second.fail('lost');
    await vi.waitFor(() => expect(last()?.jobs[0]?.silentSince).toBe(1_000_000 + hour));
    expect(last()?.phase).toBe('running');
    running.leave();
    await running.done;
  });
});

describe('a program that leaves', () => {
  it('waits for the answer of a call that would be in doubt, writes it down and starts nothing more', async () => {
    const { running, calls, call, last } = start('collections', [3, 3]);
    const first = await call(1);
    expect(first.effect).toMatchObject({ type: 'call', seq: 1 });
    running.leave();
    expect(first.signal.aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(1000);
    first.answer({ type: 'called', seq: 1 });
    await running.done;
    expect(last()?.jobs.map(({ phase }) => phase)).toEqual(['settled', 'planned']);
    expect(last()?.phase).toBe('running');
    expect(calls).toHaveLength(1);
  });

  it('still makes the call that the disk already says is being made', async () => {
    const { running, call, last } = start('collections', [3, 3]);
    await vi.waitFor(() => expect(last()).toBeDefined());
    // Now, while the state before the first call is still being stored.
    running.leave();
    const first = await call(1);
    first.answer({ type: 'called', seq: 1 });
    await running.done;
    expect(last()?.jobs.map(({ phase }) => phase)).toEqual(['settled', 'planned']);
  });

  it('starts nothing when it leaves before anything was said', async () => {
    const { running, calls, last } = start('collections', [3]);
    running.leave();
    expect((await running.done).jobs[0]?.phase).toBe('planned');
    expect(last()).toBeUndefined();
    expect(calls).toEqual([]);
  });

  it('does not wait for ever: the call is in doubt for the next start', async () => {
    const { running, call, last } = start('collections', [3]);
    const first = await call(1);
    running.leave();
    await vi.advanceTimersByTimeAsync(3100);
    expect(first.signal.aborted).toBe(true);
    await running.done;
    expect(last()?.jobs[0]?.phase).toBe('committing');
  });

  it('breaks off at once what changes nothing', async () => {
    const { running, call, last } = start('2.0', [3]);
    const report = { id: '7501', state: 'Open', processed: 0, failed: 0, error: null } as const;
    (await call(1)).answer({ type: 'created', seq: 1, report });
    const upload = await call(2);
    expect(upload.effect.type).toBe('upload');
    running.leave();
    expect(upload.signal.aborted).toBe(true);
    await running.done;
    expect(last()).toMatchObject({ phase: 'running', jobs: [{ id: '7501', phase: 'aborting' }] });
  });
});
