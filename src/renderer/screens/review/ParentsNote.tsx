import type { ReactElement } from 'react';
import { adviseParents } from '../../../core/load/advise-parents';
import { maxFollowUps } from '../../../core/load/follow-up';
import type { LoadView } from '../../../shared/domain/load';
import type { ParentPlan } from '../../../shared/domain/parents';
import { describeParents } from '../../../shared/messages/parent-words';
import { call } from '../../lib/api';
import { formatList, t } from '../../lib/text';
import { putLoad } from '../../state/loads';
import { useRunCall } from '../../state/run-call';
import { Banner } from '../../ui/Banner';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { Icon } from '../../ui/icons';
import { Button } from '../../ui/kit';
import type { PlannedWay } from '../options/use-planned-way';

/** The biggest parents that are named. */
const namedParents = 3;

type Props = {
  load: LoadView;
  plan: ParentPlan | null;
  planned: PlannedWay | null;
  /** Checks every row again, by what was chosen here. */
  onChanged: () => void;
};

/** That rows share parents, and how they are kept from locking each other out; nothing where they share none. */
export const ParentsNote = ({ load, plan, planned, onChanged }: Props): ReactElement | null => {
  const { pending, error, runCall } = useRunCall();
  if (planned === null || 'conflict' in planned) return null;
  const advice = adviseParents(plan, planned.way);
  if (advice === null) return null;
  const [title, ...more] = describeParents(advice, load.target?.objectLabelPlural ?? '', maxFollowUps);

  const { biggest, heavy } = advice.main;
  if (heavy.parents > 0) {
    const names = biggest.slice(0, namedParents).map((one) => t('parents.biggest.one', one));
    more.push(t('parents.biggest', { names: formatList(names) }));
  }

  const sendSerially = async (): Promise<void> => {
    const options = { api: 'auto', mode: 'serial' } as const;
    const view = await runCall(() => call('loads.setOptions', { loadId: load.id, options }));
    if (view === undefined) return;
    putLoad(view);
    onChanged();
  };

  if (!advice.offersSerial)
    return (
      <p className="bh-row bh-top">
        <Icon name="lock" />
        <span>
          <span className="bh-medium">{title}</span> <span className="bh-soft">{more.join(' ')}</span>
        </span>
      </p>
    );
  return (
    <>
      <Banner
        tone="warn"
        title={title}
        actions={
          <Button loading={pending} onClick={() => void sendSerially()}>
            {t('parents.serial')}
          </Button>
        }
      >
        <p>{more.join(' ')}</p>
        <p>{t('parents.serial.why')}</p>
      </Banner>
      {error !== null && <ErrorNotice error={error} />}
    </>
  );
};
