import type { Allocation } from '../../../shared/domain/limits';
import { t } from '../../lib/text';
import { useLimits } from '../../state/limits';

type Line = { kind: 'calls' | 'batches'; allocation: Allocation | null | undefined };

const Left = ({ kind, allocation }: Line) => (
  <span className="bh-num">
    {allocation === undefined
      ? t('limits.reading', { kind })
      : allocation === null
        ? t('limits.unread', { kind })
        : t('limits.left', { kind, ...allocation })}
  </span>
);

/** What is left of the org's daily API calls and bulk batches. What could not be read is never called none. */
export const LimitsLines = ({ orgId }: { orgId: string }) => {
  const { value, error } = useLimits(orgId);
  const of = (allocation: Allocation | null | undefined): Line['allocation'] =>
    error === null ? allocation : null;
  return (
    <div className="bh-limits bh-caption bh-soft">
      <Left kind="calls" allocation={of(value?.apiCalls)} />
      <Left kind="batches" allocation={of(value?.bulkBatches)} />
    </div>
  );
};
