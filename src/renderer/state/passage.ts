import { isUndecided } from '../../core/sheet/is-undecided';
import type { LoadView } from '../../shared/domain/load';

export const steps = ['file', 'object', 'match', 'options', 'review', 'run', 'results', 'fix'] as const;
export type Step = (typeof steps)[number];

/** The seven compartments of the passage; mending happens inside Review, and once rows were sent inside Results. */
export const compartments = ['file', 'object', 'match', 'options', 'review', 'run', 'results'] as const;
export type Compartment = (typeof compartments)[number];

/** Something of this load has gone to the org: its file and answers can't change any more. */
export const hasBeenSent = (load: LoadView): boolean => load.attempts.length > 0;

/** The compartment a step belongs to. */
export const compartmentOf = (step: Step, load: LoadView | null): Compartment => {
  if (step !== 'fix') return step;
  return load === null || hasBeenSent(load) ? 'results' : 'review';
};

/** An attempt is under way, stopping, or waiting to go on. */
export const isUnderWay = (load: LoadView): boolean =>
  load.phase === 'running' || load.phase === 'stopping' || load.phase === 'paused';

const isMatched = (load: LoadView): boolean =>
  load.target !== null &&
  load.mappingProblems.length === 0 &&
  load.mapping.some((entry) => entry.field !== null);

const isChecked = (load: LoadView): boolean => load.phase !== 'draft' || hasBeenSent(load);

/** Whether a step has its answer. */
export const isStepDone = (load: LoadView | null, step: Compartment): boolean => {
  if (load === null) return false;
  switch (step) {
    case 'file':
      return !isUndecided(load.sheet);
    case 'object':
      return load.target !== null;
    case 'match':
      return isMatched(load);
    case 'options':
    case 'review':
      return isMatched(load) && isChecked(load);
    case 'run':
      return hasBeenSent(load) && !isUnderWay(load);
    case 'results':
      return hasBeenSent(load) && !isUnderWay(load) && load.balance.open === 0 && load.balance.underWay === 0;
  }
};

/** Whether a person can go to a step: everything it builds on is there. */
export const isStepReachable = (load: LoadView | null, step: Compartment): boolean => {
  if (step === 'file') return true;
  if (load === null || isUndecided(load.sheet)) return false;
  switch (step) {
    case 'object':
      return true;
    case 'match':
      return load.target !== null;
    case 'options':
    case 'review':
      return isMatched(load);
    case 'run':
      return hasBeenSent(load);
    case 'results':
      return hasBeenSent(load) && !isUnderWay(load);
  }
};

/** The step at which a load stands when it is opened again. */
export const standingStep = (load: LoadView): Step => {
  if (isUnderWay(load)) return 'run';
  if (hasBeenSent(load)) return 'results';
  if (isUndecided(load.sheet)) return 'file';
  if (load.target === null) return 'object';
  if (!isMatched(load)) return 'match';
  return load.phase === 'checked' ? 'review' : 'options';
};
