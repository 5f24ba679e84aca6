import { t } from '../../lib/text';
import { go } from '../../state/navigation';
import { openPractice } from '../../state/orgs';
import { useRunCall } from '../../state/run-call';
import { Card } from '../../ui/Card';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { Icon } from '../../ui/icons';
import { Button } from '../../ui/kit';

/** The org to try everything on, one click away. */
export const PracticeCard = () => {
  const { pending, error, runCall } = useRunCall();
  const open = async (): Promise<void> => {
    if ((await runCall(openPractice)) !== undefined) go({ screen: 'load', loadId: null, step: 'file' });
  };
  return (
    <Card className="bh-connect-practice">
      <div className="bh-row bh-top">
        <Icon name="compass" size={20} />
        <div className="bh-grow bh-stack bh-stack-2">
          <div>
            <h2 className="bh-h">{t('connect.practice.title')}</h2>
            <p className="bh-soft">{t('connect.practice.why')}</p>
          </div>
          <div className="bh-row bh-wrap">
            <Button loading={pending} onClick={() => void open()}>
              {t('connect.practice.open')}
            </Button>
            <Button onClick={() => go({ screen: 'practice' })}>{t('shell.practice')}</Button>
          </div>
        </div>
      </div>
      <output className="bh-hidden">{pending ? t('connect.practice.opening') : ''}</output>
      {error !== null && <ErrorNotice error={error} />}
    </Card>
  );
};
