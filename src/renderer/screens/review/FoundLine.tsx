import type { ReactElement } from 'react';
import type { ReviewReport, Target } from '../../../shared/domain/load';
import { t } from '../../lib/text';
import { Icon } from '../../ui/icons';

type Props = { target: Target; found: NonNullable<ReviewReport['found']> };

/** How many rows found their record by the field they name it by, and how many did not. */
export const FoundLine = ({ target, found }: Props): ReactElement => {
  const isWhole = found.none + found.several + found.shared === 0;
  return (
    <p className="bh-row bh-top">
      <Icon name={isWhole ? 'check' : 'warning'} className={isWhole ? 'bh-good-text' : 'bh-warn-text'} />
      <span>
        <span className="bh-medium">
          {t('review.found', { ...found, field: target.findByLabel ?? '', object: target.objectLabel })}
        </span>{' '}
        {!isWhole && (
          <span className="bh-soft">{t('review.found.not', { ...found, object: target.objectLabel })}</span>
        )}
      </span>
    </p>
  );
};
