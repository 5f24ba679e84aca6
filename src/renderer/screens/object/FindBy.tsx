import type { ReactElement } from 'react';
import { t } from '../../lib/text';
import { Icon } from '../../ui/icons';
import { KeyPicker } from './KeyPicker';
import type { KeyChoice } from './object-choice';

type Props = {
  objects: string;
  /** Fields records can be found by; null while the org is asked for them. */
  fields: readonly KeyChoice[];
  rows: number;
  /** Null: by the record Id. */
  chosen: string | null;
  byField: boolean;
  onByField: (byField: boolean) => void;
  onChoose: (field: string) => void;
};

/** How an update or delete finds the record of a row: by its Id, or by another field that the org is asked for. */
export const FindBy = (props: Props): ReactElement => {
  const { objects, fields, rows, chosen, byField, onByField, onChoose } = props;
  const option = (value: boolean): ReactElement => (
    <label className="bh-pick">
      <input
        type="radio"
        name="find-by"
        checked={byField === value}
        onChange={() => {
          onByField(value);
        }}
      />
      <span className="bh-pick-name">{t(value ? 'find.field' : 'find.id')}</span>
      <span className="bh-pick-what">{t(value ? 'find.field.what' : 'find.id.what', { objects })}</span>
    </label>
  );
  return (
    <fieldset className="bh-plain">
      <legend className="bh-h">{t('find.list')}</legend>
      <div className="bh-stack">
        <div className="bh-operations">
          {option(false)}
          {option(true)}
        </div>
        {byField && (
          <>
            <KeyPicker
              keys={fields}
              rows={rows}
              chosen={chosen}
              label={t('find.choose')}
              what={t('find.choose.what')}
              none={t('find.none', { objects })}
              onChoose={onChoose}
            />
            <p className="bh-row bh-top bh-soft">
              <Icon name="info" />
              <span>{t('find.asked')}</span>
            </p>
          </>
        )}
      </div>
    </fieldset>
  );
};
