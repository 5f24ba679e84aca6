import type { ReactElement } from 'react';
import type { LoadView } from '../../../shared/domain/load';
import { formatDuration, formatMoment, t } from '../../lib/text';
import { Card } from '../../ui/Card';

/** Every attempt of the load, newest first. */
export const Attempts = ({ load }: { load: LoadView }): ReactElement => (
  <Card title={t('results.attempts.title')}>
    <ol className="bh-stack bh-stack-2">
      {load.attempts.toReversed().map(({ attempt, rows, startedAt, endedAt }) => (
        <li key={attempt}>
          <p className="bh-medium">{t('results.attempt', { attempt })}</p>
          <p className="bh-caption bh-soft">
            {endedAt === null
              ? t('results.attempt.running', { rows, moment: formatMoment(startedAt) })
              : t('results.attempt.line', {
                  rows,
                  moment: formatMoment(startedAt),
                  duration: formatDuration(endedAt - startedAt),
                })}
          </p>
        </li>
      ))}
    </ol>
  </Card>
);
