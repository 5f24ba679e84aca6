import type { ReactElement } from 'react';
import { takesList, type FilterKind } from '../../../core/export/filters';
import type { FilterOperator, QueryableField } from '../../../shared/domain/export';
import { t } from '../../lib/text';
import { MultiSelect, Select, Textarea, TextInput } from '../../ui/kit';
import { longList } from '../match/long-list';
import { fromLocalTime, toLocalTime } from './local-time';

type Props = {
  label: string;
  field: QueryableField;
  kind: FilterKind;
  operator: FilterOperator;
  values: readonly string[];
  error: string | null;
  onChange: (values: string[]) => void;
};

const inputTypes: Partial<Record<FilterKind, string>> = {
  date: 'date',
  datetime: 'datetime-local',
  time: 'time',
};

/** The value of a condition, in the way its field is best written. */
export const FilterValue = (props: Props): ReactElement => {
  const { label, field, kind, operator, values, error, onChange } = props;
  const [first = ''] = values;
  const named = field.picklist.map((entry) => ({ value: entry.value, label: entry.label }));
  const picklist = [...new Map(named.map((entry) => [entry.value, entry])).values()];
  if (kind === 'boolean') {
    return (
      <Select
        aria-label={label}
        allowDeselect={false}
        data={(['true', 'false'] as const).map((value) => ({ value, label: t(`export.filters.${value}`) }))}
        value={first}
        error={error}
        onChange={(value) => onChange(value === null ? [] : [value])}
      />
    );
  }
  if (takesList(operator) && picklist.length > 0) {
    return (
      <MultiSelect
        {...longList}
        aria-label={label}
        searchable
        placeholder={values.length === 0 ? t('export.filters.values') : ''}
        data={picklist}
        value={[...values]}
        error={error}
        onChange={onChange}
      />
    );
  }
  if (takesList(operator)) {
    return (
      <Textarea
        aria-label={label}
        description={t('export.filters.lines')}
        inputWrapperOrder={['input', 'description', 'error']}
        autosize
        minRows={2}
        maxRows={8}
        value={values.join('\n')}
        error={error}
        onChange={(event) => onChange(event.currentTarget.value.split(/\r?\n/))}
      />
    );
  }
  if (picklist.length > 0) {
    return (
      <Select
        {...longList}
        aria-label={label}
        searchable
        placeholder={t('export.filters.values')}
        data={picklist}
        value={first === '' ? null : first}
        error={error}
        onChange={(value) => onChange(value === null ? [] : [value])}
      />
    );
  }
  const isMoment = kind === 'datetime' && operator !== 'last-days';
  const type = operator === 'last-days' ? 'text' : (inputTypes[kind] ?? 'text');
  return (
    <TextInput
      aria-label={label}
      type={type}
      inputMode={kind === 'number' ? 'decimal' : operator === 'last-days' ? 'numeric' : 'text'}
      {...(isMoment ? { description: t('export.filters.zone') } : {})}
      inputWrapperOrder={['input', 'description', 'error']}
      value={isMoment ? toLocalTime(first) : first}
      error={error}
      onChange={(event) => {
        const { value } = event.currentTarget;
        onChange([isMoment ? fromLocalTime(value) : value]);
      }}
    />
  );
};
