import type { ReactElement } from 'react';
import type { LoadOptions } from '../../../shared/domain/load';
import { t } from '../../lib/text';
import { go } from '../../state/navigation';
import { Banner } from '../../ui/Banner';
import { Icon } from '../../ui/icons';
import { Button } from '../../ui/kit';
import type { PlannedWay } from '../options/use-planned-way';
import { reasonWords, wayName } from '../options/way-words';

/** What was chosen besides the way: it changes what is written, so it is said before anything is. */
const extraWords = ({ allOrNone, duplicateSave, assignmentRuleId }: LoadOptions): string[] => [
  ...(allOrNone ? [t('review.way.allOrNone')] : []),
  ...(duplicateSave ? [t('review.way.duplicateSave')] : []),
  ...(assignmentRuleId === null ? [] : [t('review.way.assignmentRule')]),
];

type Props = { planned: PlannedWay; options: LoadOptions };

/** By which way the rows go, and why; or what keeps them from going any way. */
export const WayLine = ({ planned, options }: Props): ReactElement =>
  'conflict' in planned ? (
    <Banner
      tone="warn"
      title={t('options.conflict')}
      actions={
        <Button
          onClick={() => {
            go({ step: 'options' });
          }}
        >
          {t('review.clear.act')}
        </Button>
      }
    >
      {t(`sending.conflict.${planned.conflict}`)}
    </Banner>
  ) : (
    <p className="bh-row bh-top">
      <Icon name="send" />
      <span>
        <span className="bh-medium">{t('review.way', { way: wayName(planned.way) })}</span>{' '}
        <span className="bh-soft">{[reasonWords(planned), ...extraWords(options)].join(' ')}</span>
      </span>
    </p>
  );
