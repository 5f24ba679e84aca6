import type { ReactElement } from 'react';
import {
  checkFilter,
  filterKindOf,
  operatorsOf,
  takesNoValue,
  type FilterKind,
} from '../../../core/export/filters';
import { FilterOperator, type QueryableField, type QueryableObject } from '../../../shared/domain/export';
import { hasMessage, t } from '../../lib/text';
import { changeDraft, useExports, type FilterDraft } from '../../state/exports';
import { Card } from '../../ui/Card';
import { Icon } from '../../ui/icons';
import { ActionIcon, Button, Select } from '../../ui/kit';
import { longList } from '../match/long-list';
import { FilterValue } from './FilterValue';

/** How a comparison is called for one kind of field: days come after, numbers are more. */
const operatorWord = (kind: FilterKind, operator: FilterOperator): string => {
  const own = `export.operator.${kind}.${operator}`;
  return t(hasMessage(own) ? own : `export.operator.${operator}`);
};

const change = (id: number, part: Partial<FilterDraft>): void => {
  const { filters } = useExports.getState().draft;
  changeDraft({ filters: filters.map((filter) => (filter.id === id ? { ...filter, ...part } : filter)) });
};

const startValues = (kind: FilterKind): string[] => (kind === 'boolean' ? ['true'] : []);

type LineProps = {
  filter: FilterDraft;
  number: number;
  fields: readonly QueryableField[];
  isTried: boolean;
};

const FilterLine = ({ filter, number, fields, isTried }: LineProps): ReactElement => {
  const field = fields.find(({ name }) => name === filter.field);
  const kind = filterKindOf(field?.type ?? 'string');
  const problem = checkFilter({ ...filter, field: filter.field ?? '' }, field);
  // What has not been written yet is not wrong before somebody wants to go on.
  const isShown = isTried || filter.values.some((value) => value !== '');
  return (
    <li className="bh-export-filter">
      <div className="bh-row">
        <Select
          {...longList}
          className="bh-grow"
          aria-label={t('export.filters.field', { number })}
          placeholder={t('export.filters.choose')}
          nothingFoundMessage={t('export.filters.nothing')}
          searchable
          allowDeselect={false}
          limit={200}
          data={fields.map(({ name, label }) => ({
            value: name,
            label: label === name ? label : `${label} (${name})`,
          }))}
          value={filter.field}
          error={isTried && field === undefined ? t('export.filter.field-missing') : null}
          onChange={(name) => {
            const chosen = fields.find((candidate) => candidate.name === name);
            if (chosen === undefined) return;
            const next = filterKindOf(chosen.type);
            const operator = operatorsOf[next][0] ?? 'equals';
            change(filter.id, { field: chosen.name, operator, values: startValues(next) });
          }}
        />
        <ActionIcon
          aria-label={t('export.filters.remove', { number })}
          onClick={() => {
            const { filters } = useExports.getState().draft;
            changeDraft({ filters: filters.filter(({ id }) => id !== filter.id) });
          }}
        >
          <Icon name="trash" />
        </ActionIcon>
      </div>
      {field !== undefined && (
        <div className="bh-export-condition">
          <Select
            aria-label={t('export.filters.operator', { number })}
            allowDeselect={false}
            data={operatorsOf[kind].map((operator) => ({
              value: operator,
              label: operatorWord(kind, operator),
            }))}
            value={filter.operator}
            onChange={(value) => {
              const operator = FilterOperator.safeParse(value);
              if (operator.success) change(filter.id, { operator: operator.data });
            }}
          />
          {!takesNoValue(filter.operator) && (
            <FilterValue
              label={t('export.filters.value', { number })}
              field={field}
              kind={kind}
              operator={filter.operator}
              values={filter.values}
              error={problem !== null && isShown ? t(`export.filter.${problem}`) : null}
              onChange={(values) => change(filter.id, { values })}
            />
          )}
        </div>
      )}
    </li>
  );
};

/** Conditions that all have to hold. */
export const FilterCard = ({
  object,
  isTried,
}: {
  object: QueryableObject;
  isTried: boolean;
}): ReactElement => {
  const { filters } = useExports(({ draft }) => draft);
  const fields = object.fields.filter(({ filterable }) => filterable);
  const add = (): void =>
    changeDraft({
      filters: [
        ...filters,
        {
          id: Math.max(0, ...filters.map(({ id }) => id)) + 1,
          field: null,
          operator: 'contains',
          values: [],
        },
      ],
    });
  return (
    <Card title={t('export.filters')}>
      <div className="bh-stack">
        <p className="bh-soft">{t(filters.length === 0 ? 'export.filters.none' : 'export.filters.all')}</p>
        {filters.length > 0 && (
          <ol className="bh-stack">
            {filters.map((filter, index) => (
              <FilterLine
                key={filter.id}
                filter={filter}
                number={index + 1}
                fields={fields}
                isTried={isTried}
              />
            ))}
          </ol>
        )}
        <div>
          <Button leftSection={<Icon name="plus" />} onClick={add}>
            {t('export.filters.add')}
          </Button>
        </div>
      </div>
    </Card>
  );
};
