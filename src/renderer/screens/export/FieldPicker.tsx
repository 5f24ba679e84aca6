import { useId, useState, type ReactElement } from 'react';
import type { QueryableObject } from '../../../shared/domain/export';
import { t } from '../../lib/text';
import { changeDraft, useExports } from '../../state/exports';
import { fetchDescribed, useDescribed } from '../../state/queryables';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { Icon } from '../../ui/icons';
import { Button, Checkbox, CloseButton, Select, TextInput } from '../../ui/kit';
import { Waiting } from '../../ui/Waiting';
import { longList } from '../match/long-list';
import {
  fieldsOfPreset,
  findOffers,
  offersOf,
  parentsOf,
  presets,
  type FieldOffer,
  type Parent,
} from './export-fields';

const toggle = (path: string, isChosen: boolean): void => {
  const { fields } = useExports.getState().draft;
  const others = fields.filter((chosen) => chosen !== path);
  changeDraft({ fields: isChosen ? [...others, path] : others });
};

type GroupProps = { title: string; offers: readonly FieldOffer[]; chosen: ReadonlySet<string> };

const FieldGroup = ({ title, offers, chosen }: GroupProps): ReactElement | null => {
  const id = useId();
  if (offers.length === 0) return null;
  return (
    <fieldset className="bh-export-set" aria-labelledby={id}>
      <p className="bh-export-group" id={id}>
        {title}
      </p>
      {offers.map(({ path, field }) => (
        <label key={path} className="bh-export-field">
          <Checkbox
            size="xs"
            checked={chosen.has(path)}
            onChange={(event) => toggle(path, event.currentTarget.checked)}
          />
          <span className="bh-grow bh-cut">{field.label}</span>
          <span className="bh-caption bh-mute bh-cut bh-id">{path}</span>
          <span className="bh-caption bh-mute bh-export-type">{t(`type.${field.type}`)}</span>
        </label>
      ))}
    </fieldset>
  );
};

type ParentProps = { orgId: string; parent: Parent; typed: string; chosen: ReadonlySet<string> };

const ParentGroup = ({ orgId, parent, typed, chosen }: ParentProps): ReactElement => {
  const { value: object, error } = useDescribed(orgId, parent.object);
  if (error !== null) {
    return (
      <ErrorNotice
        error={error}
        actions={
          <Button onClick={() => void fetchDescribed(orgId, parent.object)}>{t('shell.tryAgain')}</Button>
        }
      />
    );
  }
  if (object === null)
    return <Waiting word={t('export.waiting.fields', { object: parent.label })} rows={2} />;
  return (
    <FieldGroup
      title={t('export.fields.of', { object: parent.label })}
      offers={findOffers(offersOf(object, parent.relationship), typed)}
      chosen={chosen}
    />
  );
};

const ChosenFields = ({ fields }: { fields: readonly string[] }): ReactElement => {
  const id = useId();
  return (
    <div className="bh-stack bh-stack-2">
      <span id={id}>{t('export.fields.chosen')}</span>
      <ul className="bh-export-chosen" aria-labelledby={id}>
        {fields.map((path) => (
          <li key={path} className="bh-tag bh-id">
            {path}
            <CloseButton
              size={24}
              iconSize={14}
              aria-label={t('export.fields.remove', { field: path })}
              onClick={() => toggle(path, false)}
            />
          </li>
        ))}
      </ul>
    </div>
  );
};

type Props = { orgId: string; object: QueryableObject; isTried: boolean };

/** The fields of an object and of its parents, to search and to tick; the order of ticking is that of the columns. */
export const FieldPicker = ({ orgId, object, isTried }: Props): ReactElement => {
  const { fields, parents } = useExports(({ draft }) => draft);
  const [typed, setTyped] = useState('');
  const chosen = new Set(fields);
  const own = findOffers(offersOf(object), typed);
  const all = parentsOf(object);
  const opened = all.filter(({ relationship }) => parents.includes(relationship));
  const preset = useId();
  return (
    <div className="bh-stack">
      <fieldset className="bh-export-set bh-row bh-wrap" aria-labelledby={preset}>
        <span id={preset}>{t('export.fields.preset')}</span>
        {presets.map((name) => (
          <Button
            key={name}
            size="compact-sm"
            onClick={() => changeDraft({ fields: fieldsOfPreset(name, object) })}
          >
            {t(`export.fields.${name}`, { object: object.label })}
          </Button>
        ))}
      </fieldset>
      <TextInput
        aria-label={t('export.fields.search')}
        placeholder={t('export.fields.search')}
        leftSection={<Icon name="search" />}
        value={typed}
        autoComplete="off"
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <div className="bh-export-fields">
        <FieldGroup title={t('export.fields.of', { object: object.label })} offers={own} chosen={chosen} />
        {own.length === 0 && opened.length === 0 && (
          <p className="bh-soft bh-export-none">{t('export.fields.none')}</p>
        )}
        {opened.map((parent) => (
          <ParentGroup
            key={parent.relationship}
            orgId={orgId}
            parent={parent}
            typed={typed}
            chosen={chosen}
          />
        ))}
      </div>
      {opened.length < all.length && (
        <Select
          {...longList}
          label={t('export.fields.parent')}
          placeholder={t('export.fields.parent.choose')}
          searchable
          data={all
            .filter((parent) => !opened.includes(parent))
            .map(({ relationship, label }) => ({ value: relationship, label: `${label} (${relationship})` }))}
          value={null}
          onChange={(relationship) => {
            if (relationship !== null) changeDraft({ parents: [...parents, relationship] });
          }}
        />
      )}
      {fields.length > 0 ? (
        <ChosenFields fields={fields} />
      ) : (
        isTried && (
          <p className="bh-warn-text" role="alert">
            {t('export.fields.empty')}
          </p>
        )
      )}
    </div>
  );
};
