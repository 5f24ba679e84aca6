import type { RowState } from '../../shared/domain/row-state';

/**
 * Whether a row may be committed (again). A row is committed when its job is told that the upload is complete;
 * after that, only a verdict of failed or not processed sets it free. `verdict` is the last verdict of the
 * row, null while it was never committed.
 */
export const mayCommit = (verdict: RowState | null): boolean =>
  verdict === null || verdict === 'failed' || verdict === 'not_processed';

/** Whether a person may change, send or leave out a row that stands in `state` with this last verdict. */
export const isOpenToWork = (state: RowState, verdict: RowState | null): boolean =>
  (state === 'held' || state === 'ready' || state === 'failed' || state === 'not_processed') &&
  mayCommit(verdict);
