import type { ReactElement } from 'react';
import type { ProblemGroup } from '../../../shared/domain/problem';
import { formatCount, t } from '../../lib/text';
import { Card } from '../../ui/Card';
import { Icon } from '../../ui/icons';
import { Button } from '../../ui/kit';
import { problemWords } from '../results/problem-words';

type Props = {
  groups: readonly ProblemGroup[];
  held: number;
  /** Whether other rows can go meanwhile. */
  canSend: boolean;
  onFix: (group: ProblemGroup) => void;
};

/** The rows that can't go as they are, by cause, each with the way to mend them. */
export const HeldGroups = ({ groups, held, canSend, onFix }: Props): ReactElement => (
  <Card
    flush
    title={t('review.held.title')}
    {...(held === 0 ? {} : { note: t('review.held.note', { count: held }) })}
  >
    {held === 0 ? (
      <p className="bh-card-pad bh-row bh-soft">
        <Icon name="check" className="bh-good-text" />
        {t('review.held.none')}
      </p>
    ) : (
      <>
        <ul>
          {groups.map((group) => {
            const words = problemWords(group.problem);
            return (
              <li className="bh-held" key={group.key}>
                <span className="bh-held-count bh-num">{formatCount(group.count)}</span>
                <div className="bh-grow">
                  <p className="bh-medium">{words.title}</p>
                  <p className="bh-caption bh-soft">
                    {words.why} {words.remedy}
                  </p>
                </div>
                <Button
                  size="compact-sm"
                  onClick={() => {
                    onFix(group);
                  }}
                >
                  {t('results.act.fix', { count: group.count })}
                </Button>
              </li>
            );
          })}
        </ul>
        {canSend && <p className="bh-card-pad bh-caption bh-mute">{t('review.held.more')}</p>}
      </>
    )}
  </Card>
);
