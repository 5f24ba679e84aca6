import { useRef } from 'react';
import type { PracticeView } from '../../../shared/domain/practice';
import { formatFullMoment, t } from '../../lib/text';
import { call } from '../../lib/api';
import { changePractice } from '../../state/practice';
import { useRunCall } from '../../state/run-call';
import { Card } from '../../ui/Card';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { Button } from '../../ui/kit';
import { clockApart } from './practice-words';

/** The practice org's own clock: what grows old can be seen to grow old. */
export const ClockCard = ({ view }: { view: PracticeView }) => {
  const { pending, error, runCall } = useRunCall();
  const apart = clockApart(view);
  const time = useRef<HTMLOutputElement>(null);
  const move = async (days: number | null): Promise<void> => {
    const moved = await runCall(() => changePractice(() => call('practice.moveClock', { days })));
    // The way back is gone once it is taken: the time takes the focus.
    if (moved !== undefined && days === null) time.current?.focus();
  };
  return (
    <Card title={t('practice.clock')}>
      <div className="bh-stack bh-stack-2">
        {error !== null && <ErrorNotice error={error} />}
        <output className="bh-stack bh-stack-0" ref={time} tabIndex={-1}>
          <span>{t('practice.clock.now', { time: formatFullMoment(view.clock.now) })}</span>
          <span className={apart === 'same' ? 'bh-soft' : 'bh-warn-text'}>
            {typeof apart === 'object' ? t('practice.clock.ahead', apart) : t(`practice.clock.${apart}`)}
          </span>
        </output>
        <p className="bh-soft">{t('practice.clock.why')}</p>
        <div className="bh-row bh-wrap" aria-busy={pending}>
          <Button onClick={() => void move(1)}>{t('practice.clock.day')}</Button>
          <Button onClick={() => void move(7)}>{t('practice.clock.week')}</Button>
          {apart !== 'same' && <Button onClick={() => void move(null)}>{t('practice.clock.back')}</Button>}
        </div>
      </div>
    </Card>
  );
};
