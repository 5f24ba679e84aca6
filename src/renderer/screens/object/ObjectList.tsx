import { useState, type ReactElement } from 'react';
import type { SObjectSummary } from '../../../shared/domain/sobject';
import { t } from '../../lib/text';
import { Icon } from '../../ui/icons';
import { TextInput } from '../../ui/kit';
import { listObjects } from './object-choice';

type Props = {
  objects: readonly SObjectSummary[];
  chosen: string | null;
  onChoose: (object: SObjectSummary) => void;
};

/** Every object the person may write to: those often loaded first, the rest by label; typing narrows. */
export const ObjectList = ({ objects, chosen, onChoose }: Props): ReactElement => {
  const [typed, setTyped] = useState('');
  const list = listObjects(objects, typed);
  const shown = list.common.length + list.others.length;

  const option = (object: SObjectSummary): ReactElement => (
    <label className="bh-object" key={object.name}>
      <input
        type="radio"
        name="object"
        value={object.name}
        checked={chosen === object.name}
        onChange={() => {
          onChoose(object);
        }}
      />
      <span className="bh-grow bh-cut">{object.label}</span>
      <span className="bh-caption bh-mute bh-cut bh-id">{object.name}</span>
    </label>
  );

  return (
    <fieldset className="bh-card bh-objects">
      <legend className="bh-h bh-objects-legend">{t('object.list')}</legend>
      <div className="bh-objects-search">
        <TextInput
          aria-label={t('object.search')}
          placeholder={t('object.search')}
          leftSection={<Icon name="search" />}
          value={typed}
          autoComplete="off"
          onChange={(event) => {
            setTyped(event.currentTarget.value);
          }}
          onKeyDown={(event) => {
            const first = list.common[0] ?? list.others[0];
            if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || first === undefined) return;
            event.preventDefault();
            onChoose(first);
          }}
        />
      </div>
      <div className="bh-objects-list">
        {shown === 0 && (
          <output className="bh-card-pad bh-soft">
            {typed === '' ? t('object.empty') : t('object.none', { words: typed })}
          </output>
        )}
        {list.common.length > 0 && (
          <>
            <p className="bh-objects-head">{t(typed === '' ? 'object.common' : 'object.found')}</p>
            {list.common.map(option)}
          </>
        )}
        {list.others.length > 0 && (
          <>
            {(typed === '' || list.common.length === 0) && (
              <p className="bh-objects-head">{t(typed === '' ? 'object.all' : 'object.found')}</p>
            )}
            {list.others.map(option)}
          </>
        )}
        {shown < list.total && (
          <p className="bh-card-pad bh-caption bh-mute">{t('object.more', { shown, total: list.total })}</p>
        )}
      </div>
    </fieldset>
  );
};
