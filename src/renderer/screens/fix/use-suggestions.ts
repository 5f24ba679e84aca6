import type { Repair } from '../../../shared/domain/grid';
import type { LoadView } from '../../../shared/domain/load';
import type { ProblemGroup } from '../../../shared/domain/problem';
import type { LoadableObject } from '../../../shared/domain/sobject';

const none: readonly Repair[] = [];
export const useSuggestions = (
  _load: LoadView,
  _group: ProblemGroup,
  _object: LoadableObject | null,
): readonly Repair[] => none;
