import { useEffect, useState } from 'react';
import type { ChosenDay } from '../../../shared/domain/practice';
import { call } from '../../lib/api';
import { t } from '../../lib/text';
import { go } from '../../state/navigation';
import { changePractice, refreshPractice, usePractice } from '../../state/practice';
import { useRunCall } from '../../state/run-call';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { Button } from '../../ui/kit';
import { PageFrame } from '../../ui/PageFrame';
import { Waiting } from '../../ui/Waiting';
import { ClockCard } from './ClockCard';
import { CompanyCard } from './CompanyCard';
import { DayList } from './DayList';
import { ResetCard } from './ResetCard';
import './practice.css';

/** Ms between questions while the screen is open: jobs end, faults strike and the clock goes on by themselves. */
const interval = 3000;

const useFresh = (): void =>
  useEffect(() => {
    void refreshPractice();
    const timer = setInterval(() => void refreshPractice(), interval);
    return () => clearInterval(timer);
  }, []);

/** The conditions of the practice org: its day, its clock, its objects, and the way back to the start. */
export const PracticeScreen = () => {
  useFresh();
  const { view, error } = usePractice();
  const acting = useRunCall();
  const [making, setMaking] = useState<ChosenDay | null>(null);
  const [chosen, setChosen] = useState(0);

  const setDay = async (day: ChosenDay): Promise<void> => {
    if (making !== null) return;
    setMaking(day);
    const made = await acting.runCall(() => changePractice(() => call('practice.setDay', { day })));
    setMaking(null);
    // The button that was used is gone now: the new sentence takes the focus.
    if (made !== undefined) setChosen((count) => count + 1);
  };

  return (
    <PageFrame
      sentence={view === null ? t('shell.practice') : t(`practice.sentence.${view.day}`)}
      sub={t('practice.sub')}
      focusKey={chosen}
      actions={
        <div className="bh-row bh-wrap">
          {view !== null && view.day !== 'clear' && (
            <Button loading={making === 'clear'} onClick={() => void setDay('clear')}>
              {t('practice.goodDay')}
            </Button>
          )}
          <Button variant="filled" onClick={() => go({ screen: 'load' })}>
            {t('practice.toLoad')}
          </Button>
        </div>
      }
    >
      {error !== null && (
        <ErrorNotice
          error={error}
          actions={<Button onClick={() => void refreshPractice()}>{t('shell.tryAgain')}</Button>}
        />
      )}
      {acting.error !== null && <ErrorNotice error={acting.error} />}
      {view === null && error === null && <Waiting word={t('practice.waiting')} />}
      {view !== null && (
        <div className="bh-practice">
          <DayList view={view} making={making} onChoose={(day) => void setDay(day)} />
          <div className="bh-stack">
            <ClockCard view={view} />
            <CompanyCard view={view} />
            <ResetCard view={view} />
          </div>
        </div>
      )}
    </PageFrame>
  );
};
