import type { PracticeView } from '../../../shared/domain/practice';
import { t } from '../../lib/text';

const dayLength = 86_400_000;
/** A clock that is moved is moved by days; what is less than a minute off is not off. */
const slack = 60_000;

/** How far the practice org's clock is from this computer's: in whole days where it is ahead by some. */
export const clockApart = ({ clock }: PracticeView): { days: number } | 'same' | 'apart' => {
  if (Math.abs(clock.ahead) < slack) return 'same';
  const days = Math.round(clock.ahead / dayLength);
  return days > 0 && Math.abs(clock.ahead - days * dayLength) < slack ? { days } : 'apart';
};

/** What is unusual in the practice org, in a few words; null on a good day at the usual time. */
export const practiceState = (view: PracticeView): string | null => {
  const apart = clockApart(view);
  const words = [
    ...(view.day === 'clear' ? [] : [t(`practice.state.${view.day}`)]),
    ...(apart === 'same'
      ? []
      : [apart === 'apart' ? t('practice.state.apart') : t('practice.state.ahead', apart)]),
  ];
  return words.length === 0 ? null : words.join(', ');
};

/** Records in objects that can be loaded into. */
export const countRecords = ({ objects }: PracticeView): number =>
  objects.reduce((sum, { records }) => sum + records, 0);
