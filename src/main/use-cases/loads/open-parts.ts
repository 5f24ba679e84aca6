import { toParentKey, type ParentColumn } from '../../../core/load/parent-columns';
import { rowsPerOwnBatch } from '../../../core/load/place-groups';
import { limitRows } from '../../../core/load/split';
import type { Way } from '../../../shared/domain/load';
import { openGroupedParts } from '../../store/grouped-parts';
import type { LoadFolder } from '../../store/load-folder';
import { openSentParts, type FileOrderParts, type SentParts } from '../../store/sent-parts';
import { limitsOf } from './part-limits';

export type PartsWanted = {
  attempt: number;
  header: readonly string[];
  way: Way;
  /** Column whose rows are kept together; null for the order of the file. */
  together: ParentColumn | null;
  /** About how many bytes are sent. */
  bytes: number;
  /** After lost locks: jobs of one batch each, one after the other. Bulk API 2.0 has no other calm. */
  calm: boolean;
};

/** The parts of an attempt, in the order of the file or so that rows of one parent are together. */
export const openParts = async (
  folder: LoadFolder,
  { attempt, header, way, together, bytes, calm }: PartsWanted,
): Promise<SentParts | FileOrderParts> => {
  const ownCuts = way.api === '2.0';
  const oneByOne = calm && ownCuts;
  const limits = oneByOne ? limitRows(limitsOf(way), rowsPerOwnBatch) : limitsOf(way);
  if (together === null) return openSentParts(folder, attempt, header, limits, oneByOne ? 0 : null);
  return openGroupedParts(folder, attempt, header, limits, {
    keyOf: (wire) => toParentKey(wire[together.at] ?? '', together.isId),
    window: ownCuts ? rowsPerOwnBatch : Number.POSITIVE_INFINITY,
    bytes,
    oneByOne,
  });
};
