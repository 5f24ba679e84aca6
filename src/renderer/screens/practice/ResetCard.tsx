import { useState } from 'react';
import type { PracticeView } from '../../../shared/domain/practice';
import { call } from '../../lib/api';
import { t } from '../../lib/text';
import { changePractice } from '../../state/practice';
import { useRunCall } from '../../state/run-call';
import { Card } from '../../ui/Card';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { Button } from '../../ui/kit';
import { WhatIsLost } from './WhatIsLost';

/** Puts the practice org back as it was at the start. */
export const ResetCard = ({ view }: { view: PracticeView }) => {
  const [isAsking, setAsking] = useState(false);
  const [said, setSaid] = useState('');
  const { pending, error, runCall } = useRunCall();
  const reset = async (): Promise<void> => {
    const done = await runCall(() => changePractice(() => call('practice.reset')));
    setAsking(false);
    if (done !== undefined) setSaid(t('practice.reset.done'));
  };
  return (
    <Card title={t('practice.reset')}>
      <div className="bh-stack bh-stack-2">
        {error !== null && <ErrorNotice error={error} />}
        <p className="bh-soft">{t('practice.reset.why')}</p>
        <div className="bh-row bh-wrap">
          <Button
            className="bh-button-danger"
            onClick={() => {
              setSaid('');
              setAsking(true);
            }}
          >
            {t('practice.reset.act')}
          </Button>
          <output className="bh-soft">{said}</output>
        </div>
      </div>
      <ConfirmDialog
        opened={isAsking}
        title={t('practice.reset.title')}
        confirmLabel={t('practice.reset.confirm')}
        danger
        busy={pending}
        onClose={() => setAsking(false)}
        onConfirm={() => void reset()}
      >
        <div className="bh-stack bh-stack-2">
          <p>{t(`practice.reset.body.${view.schema}`)}</p>
          <WhatIsLost view={view} isReset />
        </div>
      </ConfirmDialog>
    </Card>
  );
};
