import { findTraceProblem, openTraceColumn, tracePlaceOf, type TraceColumn } from '../../../core/load/trace';
import type { LoadableObject } from '../../../shared/domain/sobject';
import { AppError } from '../../../shared/errors/app-error';
import type { LoadDoc } from '../../store/load-doc';

/** The column with the keys of the rows, where the load has one; it stands behind the columns of its checker. */
export const traceColumnOf = ({ id, options }: Pick<LoadDoc, 'id' | 'options'>): TraceColumn =>
  openTraceColumn(id, options.traceField);

/** Whether the trace field of a load can't carry its row keys, or not any more; why, in a word. */
export const judgeTrace = (doc: LoadDoc, object: LoadableObject): ReturnType<typeof findTraceProblem> => {
  const { traceField } = doc.options;
  const place = tracePlaceOf(doc, object);
  return traceField === null || place === null ? null : findTraceProblem(traceField, place);
};

/** Throws `load.trace-unfit` where `judgeTrace` finds anything. */
export const refuseUnfitTrace = (doc: LoadDoc, object: LoadableObject): void => {
  const problem = judgeTrace(doc, object);
  const field = doc.options.traceField ?? '';
  if (problem !== null) throw new AppError('load.trace-unfit', { field }, { detail: problem });
};
