import { create } from 'zustand';
import type { LoadView } from '../../shared/domain/load';
import { putLoad } from './loads';
import { standingStep, type Step } from './passage';

export type { Step } from './passage';
export type Screen = 'load' | 'export' | 'history' | 'settings' | 'connect' | 'practice';

type Place = {
  screen: Screen;
  loadId: string | null;
  step: Step;
  /** The known org that Connect is to sign in to; null for whichever comes. */
  connectTo: string | null;
  /** What the next screen is to unfold and give the focus to. */
  lookFor: 'trace-field' | null;
};

export const useNavigation = create<Place>(() => ({
  screen: 'load',
  loadId: null,
  step: 'file',
  connectTo: null,
  lookFor: null,
}));

/** Goes to another screen, load or step; what is not named stays. */
export const go = (to: Partial<Place>): void => useNavigation.setState(to);

/** Opens Connect, for a known org or for any. The load that is open waits. */
export const goConnect = (connectTo: string | null): void => go({ screen: 'connect', connectTo });

/** Opens a load where it stands, or at the step asked for. */
export const openLoad = (view: LoadView, step: Step = standingStep(view)): void => {
  putLoad(view);
  go({ screen: 'load', loadId: view.id, step });
};

/** An empty load screen. The load that was open stays in the history. */
export const startNewLoad = (): void => go({ screen: 'load', loadId: null, step: 'file' });
