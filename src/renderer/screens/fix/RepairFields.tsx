import type { ReactElement } from 'react';
import type { LoadView } from '../../../shared/domain/load';
import type { LoadableField } from '../../../shared/domain/sobject';
import { t } from '../../lib/text';
import { NumberInput, Select, TextInput } from '../../ui/kit';
import { longList } from '../match/long-list';
import type { RepairDraft } from './repair-draft';
import { RepairMap } from './RepairMap';

type Props = {
  load: LoadView;
  group: string;
  draft: RepairDraft;
  /** Field the column goes to, where it goes to one. */
  field: LoadableField | null;
  onChange: (change: Partial<RepairDraft>) => void;
};

const orders = ['ymd', 'dmy', 'mdy'] as const;

/** Values of a list field as choices; a list without values is typed into. */
const picklistChoices = (field: LoadableField | null): { value: string; label: string }[] =>
  (field?.picklist ?? []).map(({ value, label }) => ({
    value,
    label: value === label ? label : `${label} (${value})`,
  }));

/** What a repair needs to know, by its kind. */
export const RepairFields = ({ load, group, draft, field, onChange }: Props): ReactElement | null => {
  const choices = picklistChoices(field);
  switch (draft.kind) {
    case 'set':
      return choices.length > 0 ? (
        <Select
          {...longList}
          label={t('repair.value')}
          data={choices}
          searchable
          placeholder={t('repair.map.choose')}
          value={draft.value === '' ? null : draft.value}
          onChange={(value) => {
            onChange({ value: value ?? '' });
          }}
        />
      ) : (
        <TextInput
          label={t('repair.value')}
          value={draft.value}
          onChange={(event) => {
            onChange({ value: event.currentTarget.value });
          }}
        />
      );
    case 'copy':
      return (
        <Select
          {...longList}
          label={t('repair.from')}
          searchable
          allowDeselect={false}
          data={load.sheet.columns
            .filter((column) => column.index !== draft.column)
            .map((column) => ({ value: String(column.index), label: column.header }))}
          value={draft.from === null ? null : String(draft.from)}
          onChange={(value) => {
            onChange({ from: value === null ? null : Number(value) });
          }}
        />
      );
    case 'replace':
      return (
        <div className="bh-fix-pair">
          <TextInput
            label={t('repair.find')}
            value={draft.find}
            onChange={(event) => {
              onChange({ find: event.currentTarget.value });
            }}
          />
          <TextInput
            label={t('repair.replace')}
            value={draft.replace}
            onChange={(event) => {
              onChange({ replace: event.currentTarget.value });
            }}
          />
        </div>
      );
    case 'cut':
      return (
        <NumberInput
          label={t('repair.length')}
          min={1}
          allowDecimal={false}
          value={draft.length ?? ''}
          onChange={(value) => {
            onChange({ length: typeof value === 'number' ? value : null });
          }}
        />
      );
    case 'date':
      return (
        <Select
          {...longList}
          label={t('repair.order')}
          allowDeselect={false}
          data={orders.map((order) => ({ value: order, label: t(`repair.order.${order}`) }))}
          value={draft.order}
          onChange={(value) => {
            const order = orders.find((known) => known === value);
            if (order !== undefined) onChange({ order });
          }}
        />
      );
    case 'map':
      return <RepairMap load={load} group={group} draft={draft} choices={choices} onChange={onChange} />;
    case 'trim':
    case 'case':
    case 'clear':
      return null;
  }
};
