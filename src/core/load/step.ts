import type { CalledOff, Followed, LoadEffect, LoadEvent, Step } from './event';
import { batchMachine } from './step-batch';
import { callMachine } from './step-call';
import { jobMachine } from './step-job';
import { answered, forgetAllSilence, forgetSilence, isOver, type Attempt, type Rules } from './state';

export type { Step } from './event';

/** One way of sending as a state machine. All of it is pure; effects are what the runner is to do. */
export type Machine = {
  /** Takes up whatever is under way, as after a start, a pause or a stop. */
  takeUp: (attempt: Attempt, now: number, rules: Rules) => Step<Attempt>;
  /** Takes up one target whose waiting effect was called off. */
  takeUpOne: (attempt: Attempt, event: CalledOff, now: number, rules: Rules) => Step<Attempt>;
  /** Follows an answer or a failure. */
  follow: (attempt: Attempt, event: Followed, now: number, rules: Rules) => Step<Attempt>;
  /** Starts what may be started now. */
  schedule: (attempt: Attempt, now: number, rules: Rules) => Step<Attempt>;
};

const machines: Record<Attempt['way']['api'], Machine> = {
  '2.0': jobMachine,
  '1.0': batchMachine,
  collections: callMachine,
};

/** Rows of parts that never started, once a stop was asked for: not processed, all at once. */
const releasePlanned = (attempt: Attempt): LoadEffect[] => {
  const seqs = attempt.jobs.filter(({ phase }) => phase === 'planned').map(({ seq }) => seq);
  return seqs.length === 0 ? [] : [{ type: 'release', seqs, after: 0 }];
};

const finish = (attempt: Attempt, now: number): Attempt =>
  attempt.phase !== 'finished' &&
  attempt.jobs.every(isOver) &&
  attempt.boxes.every(({ phase }) => phase === 'closed' || phase === 'aborted' || phase === 'gone')
    ? { ...attempt, phase: 'finished', pause: null, endedAt: now }
    : attempt;

const settleDown = (step: Step<Attempt>, now: number, rules: Rules): Step<Attempt> => {
  const machine = machines[step.attempt.way.api];
  const more =
    step.attempt.phase === 'running'
      ? machine.schedule(step.attempt, now, rules)
      : { attempt: step.attempt, effects: [] };
  const attempt = finish(more.attempt, now);
  // A paused attempt keeps what it heard and starts nothing; going on takes every part up from its phase.
  return { attempt, effects: attempt.phase === 'paused' ? [] : [...step.effects, ...more.effects] };
};

/**
 * The next state of an attempt after `event`, and what is to be done about it. Pure: the caller stores the
 * state first and only then performs the effects, so that a crash at any point leaves a record of everything
 * that may have reached the org. Each job, batch or call has at most one effect under way.
 */
export const step = (attempt: Attempt, event: LoadEvent, now: number, rules: Rules): Step<Attempt> => {
  if (attempt.phase === 'finished') return { attempt, effects: [] };
  const machine = machines[attempt.way.api];
  switch (event.type) {
    case 'resume': {
      const running: Attempt = {
        ...attempt,
        phase: 'running',
        pause: null,
        jobs: attempt.jobs.map((job) =>
          isOver(job) ? job : forgetSilence(job.refusals === 0 ? job : { ...job, refusals: 0 }),
        ),
        boxes: attempt.boxes.map(answered),
      };
      const taken = machine.takeUp(running, now, rules);
      const effects = running.stopRequested
        ? [...taken.effects, ...releasePlanned(taken.attempt)]
        : taken.effects;
      return settleDown({ attempt: taken.attempt, effects }, now, rules);
    }
    case 'stop': {
      if (attempt.stopRequested) return { attempt, effects: [] };
      const stopping = { ...attempt, stopRequested: true };
      return settleDown({ attempt: stopping, effects: releasePlanned(stopping) }, now, rules);
    }
    case 'woke':
      return { attempt: forgetAllSilence(attempt), effects: [] };
    case 'released': {
      const released = new Set(event.seqs);
      const jobs = attempt.jobs.map((job) =>
        released.has(job.seq) && !isOver(job) ? { ...job, phase: 'abandoned' as const } : job,
      );
      return settleDown({ attempt: { ...attempt, jobs }, effects: [] }, now, rules);
    }
    case 'called-off':
      return settleDown(machine.takeUpOne(attempt, event, now, rules), now, rules);
    default:
      return settleDown(machine.follow(attempt, event, now, rules), now, rules);
  }
};
