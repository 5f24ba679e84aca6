import { create } from 'zustand';
import type { RowFilter } from '../../../shared/domain/grid';
import { isSettled, type FixView } from './fix-rows';
import { go } from '../../state/navigation';

type Chosen = { loadId: string | null; view: FixView };

const useChosen = create<Chosen>(() => ({ loadId: null, view: { kind: 'open' } }));

/** Which rows the grid shows for this load; another load begins with all open rows. */
export const useFixView = (loadId: string): FixView => {
  const chosen = useChosen();
  return chosen.loadId === loadId ? chosen.view : { kind: 'open' };
};

export const setFixView = (loadId: string, view: FixView): void => {
  useChosen.setState({ loadId, view });
};

/** Opens rows of a load in the grid: by state, by cause, or all that are open. */
export const openRows = (loadId: string, view: FixView): void => {
  setFixView(loadId, view);
  go({ screen: 'load', loadId, step: 'fix' });
};

/**
 * The rows of a view, as the store is asked for them. Before the first attempt every good row is ready, so
 * `open` leaves the ready ones out there; afterwards they are the ones just mended and stay in sight.
 */
export const filterOf = (view: FixView, wasSent: boolean): RowFilter => {
  if (view.kind === 'group') return { group: view.key };
  if (view.kind === 'state') return { states: [view.state] };
  return {
    states: ['failed', 'not_processed', 'no_verdict', 'held', ...(wasSent ? (['ready'] as const) : [])],
  };
};

/** Whether the view shows rows nobody can change any more. */
export const isLockedView = (view: FixView): boolean =>
  view.kind === 'state' && (isSettled(view.state) || view.state === 'sent');
