import type { ReactElement } from 'react';
import { isBusy } from '../../../core/load/part-counts';
import type { JobView } from '../../../shared/domain/load';
import { Icon } from '../../ui/icons';
import { Loader } from '../../ui/kit';
import { StateMark } from '../../ui/StateMark';

type Props = { part: Pick<JobView, 'phase'>; paused: boolean };

/** How a part stands, as a sign. */
export const PartMark = ({ part, paused }: Props): ReactElement => {
  if (part.phase === 'settled') return <Icon name="check" className="bh-good-text" />;
  if (part.phase === 'abandoned') return <StateMark state="not_processed" />;
  return isBusy(part) && !paused ? <Loader size={16} aria-hidden /> : <StateMark state="sent" />;
};
