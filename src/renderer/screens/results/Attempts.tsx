import type { ReactElement } from 'react';
import { countAutomatic, maxFollowUps } from '../../../core/load/follow-up';
import type { LoadView } from '../../../shared/domain/load';
import { formatDuration, formatMoment, t } from '../../lib/text';
import { Card } from '../../ui/Card';
import { wayName } from '../options/way-words';

/** Every attempt of the load, newest first: how many rows, when, by which way and why. */
export const Attempts = ({ load }: { load: LoadView }): ReactElement => (
  <Card title={t('results.attempts.title')}>
    <ol className="bh-stack bh-attempts">
      {load.attempts.toReversed().map(({ attempt, way, reason, rows, startedAt, endedAt }) => (
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
          {countAutomatic(load.attempts.slice(0, attempt)) > 0 && (
            <p className="bh-caption bh-soft">
              {t('results.attempt.itself', {
                number: countAutomatic(load.attempts.slice(0, attempt)),
                most: maxFollowUps,
              })}
            </p>
          )}
          <p className="bh-caption bh-soft">
            {t('results.attempt.way', { way: wayName(way), reason: t(`sending.reason.${reason}`) })}
          </p>
        </li>
      ))}
    </ol>
  </Card>
);
