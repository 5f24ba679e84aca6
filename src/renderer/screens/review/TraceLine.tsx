import type { ReactElement } from 'react';
import type { LoadView } from '../../../shared/domain/load';
import { t } from '../../lib/text';
import { useDescribe } from '../../state/descriptions';
import { Icon } from '../../ui/icons';

/** That each record gets the key of its row, and where; nothing without a trace field. */
export const TraceLine = ({ load }: { load: LoadView }): ReactElement | null => {
  const { traceField } = load.options;
  const { value: object } = useDescribe(load.org.id, load.target?.object ?? null);
  if (traceField === null) return null;
  const label = object?.fields.find(({ name }) => name === traceField)?.label ?? traceField;
  return (
    <p className="bh-row bh-top">
      <Icon name="key" />
      <span className="bh-soft">{t('review.trace', { field: label })}</span>
    </p>
  );
};
