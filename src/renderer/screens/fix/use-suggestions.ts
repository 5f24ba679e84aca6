import { useEffect, useMemo, useState } from 'react';
import { suggestRepairs } from '../../../core/problems/fixes';
import type { Repair } from '../../../shared/domain/grid';
import type { LoadView } from '../../../shared/domain/load';
import type { ProblemGroup } from '../../../shared/domain/problem';
import type { LoadableObject } from '../../../shared/domain/sobject';
import { call } from '../../lib/api';

const none: readonly Repair[] = [];

/** Rows of a group that are looked at for what would mend them. */
const sampleRows = 200;

type Samples = { key: string; cells: readonly (readonly string[])[] };

/** Repairs that suit a group of open rows, the most promising first; empty until its rows have been looked at. */
export const useSuggestions = (
  load: LoadView,
  group: ProblemGroup,
  object: LoadableObject | null,
): readonly Repair[] => {
  const [samples, setSamples] = useState<Samples | null>(null);
  const { id } = load;
  const { key } = group;
  useEffect(() => {
    let current = true;
    call('rows.page', { loadId: id, filter: { group: key }, offset: 0, limit: sampleRows })
      .then((page) => {
        if (current) setSamples({ key, cells: page.rows.map((row) => row.cells) });
      })
      // Without samples nothing is suggested, and every repair can still be chosen by hand.
      .catch(() => undefined);
    return () => {
      current = false;
    };
  }, [id, key]);
  return useMemo(
    () =>
      object === null || samples === null || samples.key !== key
        ? none
        : suggestRepairs({ problem: group.problem, mapping: load.mapping, object, samples: samples.cells }),
    [object, samples, key, group.problem, load.mapping],
  );
};
