import type { ReactElement } from 'react';
import { countAutomatic, maxFollowUps } from '../../../core/load/follow-up';
import type { LoadView } from '../../../shared/domain/load';
import { t } from '../../lib/text';
import { Banner } from '../../ui/Banner';
import { wayName } from '../options/way-words';

/** That rows go again by themselves: how many, why, how, and how often still; nothing where a person sent them. */
export const FollowUpNote = ({ load }: { load: LoadView }): ReactElement | null => {
  const last = load.attempts.at(-1);
  if (last === undefined || (last.reason !== 'after-locks' && last.reason !== 'after-limits')) return null;
  const cause = last.reason === 'after-limits' ? 'limits' : 'locks';
  // Bulk API 2.0 has no Serial mode: small jobs that wait for each other are its calm.
  const isCalm = cause === 'locks' && last.way.api === '2.0';
  return (
    <Banner
      tone="info"
      title={t('run.again.title', {
        cause,
        rows: last.rows,
        number: countAutomatic(load.attempts),
        most: maxFollowUps,
      })}
    >
      {t('run.again.why', { cause, calm: isCalm ? 'yes' : 'no', way: wayName(last.way) })}
    </Banner>
  );
};
