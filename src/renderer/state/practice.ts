import { create } from 'zustand';
import type { PracticeView } from '../../shared/domain/practice';
import type { AppError } from '../../shared/errors/app-error';
import { call, toAppError } from '../lib/api';

type Practice = {
  /** How the practice org was when it last answered; null before that. */
  view: PracticeView | null;
  /** Why the newest question got no answer. */
  error: AppError | null;
};

export const usePractice = create<Practice>(() => ({ view: null, error: null }));

let newestQuestion = 0;
let changesUnderWay = 0;

/** Asks how the practice org is; a failure stands in `error`. What overtook the answer counts, not the answer. */
export const refreshPractice = async (): Promise<void> => {
  if (changesUnderWay > 0) return;
  newestQuestion += 1;
  const question = newestQuestion;
  try {
    const view = await call('practice.conditions');
    if (question === newestQuestion) usePractice.setState({ view, error: null });
  } catch (thrown) {
    if (question === newestQuestion) usePractice.setState({ error: toAppError(thrown) });
  }
};

/** Changes the practice org; what it then answers is shown everywhere. Throws what stopped the work. */
export const changePractice = async (work: () => Promise<PracticeView>): Promise<PracticeView> => {
  newestQuestion += 1;
  changesUnderWay += 1;
  try {
    const view = await work();
    usePractice.setState({ view, error: null });
    return view;
  } finally {
    changesUnderWay -= 1;
  }
};

/** Keeps the shell in the know while the window is signed in to the practice org. */
export const followPractice = (): (() => void) => {
  const refresh = (): void => void refreshPractice();
  // Starting the practice org, if that is what it takes, comes after what the window has to do itself.
  const first = requestIdleCallback(refresh);
  window.addEventListener('focus', refresh);
  return () => {
    cancelIdleCallback(first);
    window.removeEventListener('focus', refresh);
  };
};
