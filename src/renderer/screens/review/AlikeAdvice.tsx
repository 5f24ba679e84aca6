import type { ReactElement } from 'react';
import { findTraceFields, tracePlaceOf } from '../../../core/load/trace';
import type { LoadView } from '../../../shared/domain/load';
import { call } from '../../lib/api';
import { t } from '../../lib/text';
import { useDescribe } from '../../state/descriptions';
import { putLoad } from '../../state/loads';
import { go } from '../../state/navigation';
import { useRunCall } from '../../state/run-call';
import { Banner } from '../../ui/Banner';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { Button } from '../../ui/kit';

type Props = {
  load: LoadView;
  /** Rows that can end without a verdict because they look too much alike. */
  rows: number;
  /** The way was changed, and the rows have to be checked for it. */
  onChanged: () => void;
};

/** Advises an insert whose rows look too much alike for Bulk API 2.0 to go another way, or to name a trace field. */
export const AlikeAdvice = ({ load, rows, onChanged }: Props): ReactElement | null => {
  const { pending, error, runCall } = useRunCall();
  const { value: object } = useDescribe(load.org.id, load.target?.object ?? null);
  if (rows === 0) return null;
  const place = object === null ? null : tracePlaceOf(load, object);
  const canTrace = place !== null && findTraceFields(place).length > 0;

  const goInOrder = async (): Promise<void> => {
    const view = await runCall(() => call('loads.setOptions', { loadId: load.id, options: { api: '1.0' } }));
    if (view === undefined) return;
    putLoad(view);
    onChanged();
  };
  return (
    <>
      {error !== null && <ErrorNotice error={error} />}
      <Banner
        tone="warn"
        title={t('review.alike.title', { rows })}
        actions={
          <>
            <Button variant="light" loading={pending} onClick={() => void goInOrder()}>
              {t('review.alike.inOrder')}
            </Button>
            {canTrace && (
              <Button
                onClick={() => {
                  go({ step: 'options', lookFor: 'trace-field' });
                }}
              >
                {t('review.alike.trace')}
              </Button>
            )}
          </>
        }
      >
        {t('review.alike.why', { trace: String(canTrace) })}
      </Banner>
    </>
  );
};
