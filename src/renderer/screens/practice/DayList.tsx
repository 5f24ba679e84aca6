import { badDays, type BadDay, type PracticeView } from '../../../shared/domain/practice';
import { t } from '../../lib/text';
import { Card } from '../../ui/Card';
import { Icon } from '../../ui/icons';
import { Button } from '../../ui/kit';

type DayListProps = {
  view: PracticeView;
  /** The day being made; null while nothing is under way. */
  making: string | null;
  onChoose: (day: BadDay) => void;
};

const DayLine = ({ day, view, making, onChoose }: DayListProps & { day: BadDay }) => {
  const isNow = view.day === day;
  const canRepeat = isNow && view.struck;
  return (
    <li className="bh-day" data-now={isNow}>
      <div className="bh-grow">
        <p className="bh-row bh-wrap">
          <span className="bh-strong">{t(`practice.day.${day}`)}</span>
          {isNow && (
            <span className="bh-tag bh-day-now">
              <Icon name="check" size={14} />
              {t('practice.days.now')}
            </span>
          )}
        </p>
        <p>{t(`practice.day.${day}.what`)}</p>
        <p className="bh-soft">
          <span className="bh-medium">{t('practice.days.learn')}</span> {t(`practice.day.${day}.learn`)}
        </p>
        {canRepeat && <p className="bh-warn-text">{t('practice.days.struck')}</p>}
      </div>
      {(!isNow || canRepeat) && (
        <Button
          size="compact-sm"
          className="bh-day-choose"
          loading={making === day}
          aria-label={t(isNow ? 'practice.days.again.day' : 'practice.days.choose.day', {
            day: t(`practice.day.${day}`),
          })}
          onClick={() => onChoose(day)}
        >
          {t(isNow ? 'practice.days.again' : 'practice.days.choose')}
        </Button>
      )}
    </li>
  );
};

/** The bad days: what each does, and what a person can learn from it. */
export const DayList = (props: DayListProps) => (
  <Card title={t('practice.days')} note={t('practice.days.note')} flush>
    <ul>
      {badDays.map((day) => (
        <DayLine key={day} day={day} {...props} />
      ))}
    </ul>
  </Card>
);
