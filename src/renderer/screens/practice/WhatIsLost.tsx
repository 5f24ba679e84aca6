import type { PracticeView } from '../../../shared/domain/practice';
import { t } from '../../lib/text';
import { countRecords } from './practice-words';

type WhatIsLostProps = {
  view: PracticeView;
  /** The sample company's records are put back, other objects have none to put back. */
  isReset?: boolean;
};

/** Before the practice org is emptied: how much that is, and what stays. */
export const WhatIsLost = ({ view, isReset }: WhatIsLostProps) => {
  const { underWay, ended } = view.jobs;
  const jobs = underWay + ended;
  return (
    <>
      <p>
        {isReset === true && view.schema === 'company'
          ? t('practice.reset.lost', { jobs })
          : t('practice.lost', { records: countRecords(view), jobs })}
      </p>
      {underWay > 0 && <p className="bh-warn-text">{t('practice.lost.underWay', { jobs: underWay })}</p>}
    </>
  );
};
