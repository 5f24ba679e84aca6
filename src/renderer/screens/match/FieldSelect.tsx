import { memo, type ReactElement } from 'react';
import { t } from '../../lib/text';
import { Select } from '../../ui/kit';
import { longList } from './long-list';
import { typeWord, type FieldChoice, type FieldGroup } from './match-rows';

type Props = {
  column: number;
  header: string;
  groups: readonly FieldGroup[];
  choices: ReadonlyMap<string, FieldChoice>;
  value: string | null;
  onChoose: (column: number, field: string | null) => void;
  onFocus: (column: number) => void;
};

/** Fields shown while nothing is typed; an object can have eight hundred. */
const shownFields = 120;

/** The choice that takes a column out; no field has an empty name. */
const unsent = '';

/** Where a column goes: a list to search by label or API name, with the type of each field. */
export const FieldSelect = memo((props: Props): ReactElement => {
  const { column, header, groups, choices, value } = props;
  const chosen = value === null ? undefined : choices.get(value);
  return (
    <Select
      id={`field-of-${column}`}
      aria-label={t('match.select', { header })}
      placeholder={t('match.select.none')}
      className="bh-field-select"
      size="sm"
      searchable
      openOnFocus={false}
      allowDeselect={false}
      limit={shownFields}
      {...longList}
      comboboxProps={{ width: 380, position: 'bottom-start' }}
      data={[{ value: unsent, label: t('match.select.none') }, ...groups]}
      value={value}
      nothingFoundMessage={t('match.select.nothing')}
      filter={({ options, search }) => {
        const words = search.trim().toLowerCase();
        // The field that is chosen stands in the box as text: until something else is typed, all are shown.
        if (words === '' || words === chosen?.label.toLowerCase()) return options;
        const fits = (name: string): boolean =>
          name.toLowerCase().includes(words) ||
          (choices.get(name)?.label.toLowerCase().includes(words) ?? false);
        return options
          .map((option) =>
            'group' in option
              ? { ...option, items: option.items.filter((item) => fits(item.value)) }
              : option,
          )
          .filter((option) => ('group' in option ? option.items.length > 0 : fits(option.value)));
      }}
      renderOption={({ option }) => {
        const field = choices.get(option.value)?.field;
        if (field === undefined) return <span className="bh-mute">{option.label}</span>;
        return (
          <span className="bh-field-option">
            <span className="bh-grow">
              <span className="bh-field-option-label">{option.label}</span>
              <span className="bh-caption bh-mute bh-id">{option.value}</span>
            </span>
            <span className="bh-caption bh-mute bh-nowrap">{typeWord(field)}</span>
          </span>
        );
      }}
      onFocus={() => {
        props.onFocus(column);
      }}
      onChange={(next) => {
        props.onChoose(column, next === unsent ? null : next);
      }}
    />
  );
});
FieldSelect.displayName = 'FieldSelect';
