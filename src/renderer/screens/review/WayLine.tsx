import type { ReactElement } from 'react';
import { t } from '../../lib/text';
import { go } from '../../state/navigation';
import { Banner } from '../../ui/Banner';
import { Icon } from '../../ui/icons';
import { Button } from '../../ui/kit';
import type { PlannedWay } from '../options/use-planned-way';
import { reasonWords, wayName } from '../options/way-words';

/** By which way the rows go, and why; or what keeps them from going any way. */
export const WayLine = ({ planned }: { planned: PlannedWay }): ReactElement =>
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
        <span className="bh-soft">{reasonWords(planned)}</span>
      </span>
    </p>
  );
