import type { ReactElement } from 'react';
import type { LoadView } from '../../../shared/domain/load';
import { t } from '../../lib/text';
import { groupParts, kindOf } from './part-words';
import { PartMark } from './PartMark';

/** Many parts in a few lines, by what they are doing. */
export const PartsSummary = ({ load }: { load: LoadView }): ReactElement => (
  <ul>
    {groupParts(load.jobs).map(({ phase, example, parts, rows, failed }) => (
      <li className="bh-part bh-part-group" key={phase}>
        <div className="bh-row">
          <PartMark job={example} paused={load.phase === 'paused'} />
          <p className="bh-medium bh-num">
            {t('run.group', { kind: kindOf(example.api), count: parts, phase: t(phase) })}
          </p>
        </div>
        <span className="bh-caption bh-mute bh-num">{t('run.part.rows', { rows })}</span>
        <span className="bh-caption bh-soft bh-num bh-part-failed">
          {failed > 0 && t('run.part.failed', { count: failed })}
        </span>
      </li>
    ))}
  </ul>
);
