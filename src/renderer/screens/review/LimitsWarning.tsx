import type { ReactElement } from 'react';
import { estimateNeeds } from '../../../core/preflight/estimate-needs';
import type { LoadView } from '../../../shared/domain/load';
import { t } from '../../lib/text';
import { useLimits } from '../../state/limits';
import { Banner } from '../../ui/Banner';

/** Says that the org may not allow as much today as sending takes. What can't be read warns of nothing. */
export const LimitsWarning = ({ load, rows }: { load: LoadView; rows: number }): ReactElement | null => {
  const { value } = useLimits(load.org.id);
  if (value === null || rows === 0) return null;
  const bytes = load.sheet.rows === 0 ? 0 : (load.sheet.bytes * rows) / load.sheet.rows;
  const needs = estimateNeeds(rows, bytes);
  const { apiCalls, bulkBatches } = value;
  const isShort = {
    calls: apiCalls !== null && apiCalls.left < needs.calls,
    batches: bulkBatches !== null && bulkBatches.left < needs.batches,
  };
  if (!isShort.calls && !isShort.batches) return null;
  return (
    <Banner tone="warn" title={t('review.limits.title', { org: load.org.name })}>
      {isShort.calls && <p>{t('review.limits.calls', { needed: needs.calls, left: apiCalls?.left ?? 0 })}</p>}
      {isShort.batches && (
        <p>{t('review.limits.batches', { needed: needs.batches, left: bulkBatches?.left ?? 0 })}</p>
      )}
      <p>{t('review.limits.why')}</p>
    </Banner>
  );
};
