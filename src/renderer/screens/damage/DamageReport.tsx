import type { ReactElement } from 'react';
import type { LoadView } from '../../../shared/domain/load';
import { t } from '../../lib/text';
import { useDescribe } from '../../state/descriptions';
import { go } from '../../state/navigation';
import { hasBeenSent } from '../../state/passage';
import { Card } from '../../ui/Card';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { Icon } from '../../ui/icons';
import { Button } from '../../ui/kit';
import { headerName } from '../match/match-rows';
import { DamageEntry } from './DamageEntry';
import { listDamage, listErrors, type ErrorItem } from './damage-items';
import { useRepairs } from './use-repairs';
import './damage.css';

const ErrorEntry = ({ item, readOnly }: { item: ErrorItem; readOnly: boolean }): ReactElement => {
  const { profile, choice } = item;
  const { index, header, errorCells: count } = profile;
  const isOpen = choice === 'hold';
  return (
    <li className="bh-damage">
      <Icon name={isOpen ? 'warning' : 'check'} className={isOpen ? 'bh-warn-text' : 'bh-good-text'} />
      <div className="bh-grow">
        <p className="bh-medium">
          {t('damage.errors.title', { column: headerName({ header, column: index }), count })}
        </p>
        <p className="bh-soft">{t(`damage.errors.${choice}`, { count })}</p>
      </div>
      {!readOnly && (
        <Button
          size="compact-sm"
          variant="light"
          onClick={() => {
            go({ step: 'match', column: index });
          }}
        >
          {t('damage.decide')}
        </Button>
      )}
    </li>
  );
};

/** What spreadsheets did to the values of the file, with a repair for what can be had back; nothing where all is well. */
export const DamageReport = ({ load }: { load: LoadView }): ReactElement | null => {
  const object = useDescribe(load.org.id, load.target?.object ?? null).value;
  const repairs = useRepairs(load);
  const readOnly = hasBeenSent(load);
  const damage = listDamage(load, object);
  const errors = listErrors(load);
  if (damage.length + errors.length === 0) return null;
  return (
    <Card title={t('damage.title')} note={t('damage.note', { count: damage.length + errors.length })} flush>
      {repairs.error !== null && <ErrorNotice error={repairs.error} />}
      <ul>
        {damage.map((item) => (
          <DamageEntry
            key={`${item.profile.index}-${item.damage.kind}`}
            item={item}
            busy={repairs.pending}
            readOnly={readOnly}
            onRepair={repairs.turn}
          />
        ))}
        {errors.map((item) => (
          <ErrorEntry key={item.profile.index} item={item} readOnly={readOnly} />
        ))}
      </ul>
    </Card>
  );
};
