import type { Way } from '../../../shared/domain/load';
import { t } from '../../lib/text';
import type { PlannedWay } from './use-planned-way';

/** A way to send in a few words: "Bulk API 1.0, one batch after the other, up to 200 rows a batch". */
export const wayName = ({ api, mode, batchSize }: Way): string =>
  t('sending.way', {
    name: t(`sending.api.${api}`),
    mode,
    size: batchSize ?? 0,
    unit: api === 'collections' ? 'call' : 'batch',
  });

/** Why the rows go that way, and what it leaves open. */
export const reasonWords = ({ reason, caution }: Extract<PlannedWay, { way: Way }>): string =>
  [t(`sending.reason.${reason}`), ...(caution === null ? [] : [t(`sending.caution.${caution}`)])].join(' ');
