import type { ReactElement } from 'react';
import { t } from '../../lib/text';
import { useLoad, useLoads } from '../../state/loads';
import { go, openLoad } from '../../state/navigation';
import { isUnderWay } from '../../state/passage';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/kit';

/** Loads that go on meanwhile, also those that were taken up when the program started, and the way to them. */
export const UnderWayNotice = (): ReactElement | null => {
  // One text of Ids: snapshots that change nothing of them draw nothing anew.
  const ids = useLoads(({ byId }) =>
    Object.values(byId)
      .filter(isUnderWay)
      .map(({ id }) => id)
      .join(' '),
  );
  const [first = null, ...others] = ids === '' ? [] : ids.split(' ');
  const load = useLoad(first);
  if (load === null) return null;
  const isOne = others.length === 0;
  return (
    <Banner
      tone="info"
      title={t('file.underWay', {
        count: others.length + 1,
        file: load.sheet.name,
        org: load.org.name,
        paused: String(load.phase === 'paused'),
      })}
      actions={
        <Button
          onClick={() => {
            if (isOne) openLoad(load);
            else go({ screen: 'history' });
          }}
        >
          {t(isOne ? 'file.underWay.open' : 'file.underWay.history')}
        </Button>
      }
    />
  );
};
