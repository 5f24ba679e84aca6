import type { ReactElement, ReactNode } from 'react';
import type { LoadView } from '../../../shared/domain/load';
import type { ProblemGroup } from '../../../shared/domain/problem';
import { t } from '../../lib/text';
import { Card } from '../../ui/Card';
import { CauseRow, type CauseActs } from './CauseRow';

type Props = {
  load: LoadView;
  title: string;
  /** Largest first. */
  groups: readonly ProblemGroup[];
  acts: CauseActs;
  /** Stands where there is no cause to list: what is waited for, what went wrong, or that there is none. */
  children?: ReactNode;
};

/** Rows that did not go in, by cause. */
export const CauseCard = ({ load, title, groups, acts, children }: Props): ReactElement => (
  <Card
    flush
    title={title}
    {...(groups.length === 0 ? {} : { note: t('results.causes.note', { count: groups.length }) })}
  >
    {children}
    <ul>
      {groups.map((group) => (
        <CauseRow
          key={group.key}
          load={load}
          group={group}
          largest={Math.max(1, ...groups.map(({ count }) => count))}
          acts={acts}
        />
      ))}
    </ul>
  </Card>
);
