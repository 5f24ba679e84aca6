import type { ReactElement } from 'react';
import type { JobView } from '../../../shared/domain/load';
import { Icon } from '../../ui/icons';
import { Loader } from '../../ui/kit';
import { StateMark } from '../../ui/StateMark';
import { isBusy } from './part-words';

/** How a part stands, as a sign. */
export const PartMark = ({ job, paused }: { job: JobView; paused: boolean }): ReactElement => {
  if (job.phase === 'settled') return <Icon name="check" className="bh-good-text" />;
  if (job.phase === 'abandoned') return <StateMark state="not_processed" />;
  return isBusy(job) && !paused ? <Loader size={16} aria-hidden /> : <StateMark state="sent" />;
};
