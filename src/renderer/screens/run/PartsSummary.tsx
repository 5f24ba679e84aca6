import type { ReactElement } from 'react';
import type { LoadView, SendingApi } from '../../../shared/domain/load';
import { t } from '../../lib/text';
import { kindOf, toPartLines } from './part-words';
import { PartMark } from './PartMark';

/** Many parts in a few lines, by what they are doing. */
export const PartsSummary = ({ load, api }: { load: LoadView; api: SendingApi }): ReactElement => (
  <ul>
    {toPartLines(load.parts, api).map(({ words, phase, parts, rows, failed }) => (
      <li className="bh-part bh-part-group" key={words}>
        <div className="bh-row">
          <PartMark part={{ phase }} paused={load.phase === 'paused'} />
          <p className="bh-medium bh-num">
            {t('run.group', { kind: kindOf(api), count: parts, phase: t(words) })}
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
