import { lazy, type ComponentType } from 'react';
import type { LoadView } from '../shared/domain/load';
import { MatchScreen } from './screens/match/MatchScreen';
import { ObjectScreen } from './screens/object/ObjectScreen';
import { OptionsScreen } from './screens/options/OptionsScreen';
import { ResultsScreen } from './screens/results/ResultsScreen';
import { ReviewScreen } from './screens/review/ReviewScreen';
import { RunScreen } from './screens/run/RunScreen';
import type { Step } from './state/passage';

/** A step of a load that has its file: it gets the newest snapshot and moves on by `go`. */
export type StepScreen = ComponentType<{ load: LoadView }>;

/** The grid is the largest part of the program and comes long after the start. */
const loadFix = async () => import('./screens/fix/FixScreen');
const FixScreen = lazy(async () => loadFix().then((module) => ({ default: module.FixScreen })));

const loadExport = async () => import('./screens/export/ExportScreen');
/** Not part of a load, and not needed to start one. */
export const ExportScreen = lazy(async () =>
  loadExport().then((module) => ({ default: module.ExportScreen })),
);

/** Fetches what was left out of the start, once the window has nothing better to do. */
export const fetchLaterScreens = (): void => {
  requestIdleCallback(() => {
    void loadFix();
    void loadExport();
  });
};

/** Which screen shows which step. The file step stands apart: it also works before there is a load. */
export const stepScreens: Record<Exclude<Step, 'file'>, StepScreen> = {
  object: ObjectScreen,
  match: MatchScreen,
  options: OptionsScreen,
  review: ReviewScreen,
  run: RunScreen,
  results: ResultsScreen,
  fix: FixScreen,
};
