import type { ReactElement } from 'react';
import { formatDate, readDate } from '../../../core/sheet/parse-date';
import { formatNumber, readNumber } from '../../../core/sheet/parse-number';
import { isDateField } from '../../../core/sheet/parse-value';
import type { ColumnFormat } from '../../../shared/domain/mapping';
import type { DateOrder, DecimalMark } from '../../../shared/domain/sheet';
import type { LoadableField } from '../../../shared/domain/sobject';
import { locale, t } from '../../lib/text';
import { Icon } from '../../ui/icons';
import type { MatchRow } from './match-rows';

const orders: readonly DateOrder[] = ['dmy', 'mdy', 'ymd'];
const marks: readonly DecimalMark[] = ['dot', 'comma'];

const longDate = new Intl.DateTimeFormat(locale, {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});

const dateExample = (source: string, order: DateOrder): string => {
  const reading = readDate(source, order);
  if (typeof reading === 'string') return t('detail.date.bad', { source });
  return t('detail.date.as', {
    source,
    date: longDate.format(new Date(`${formatDate(reading.date)}T00:00:00Z`)),
  });
};

const numberExample = (source: string, mark: DecimalMark): string => {
  const reading = readNumber(source, mark);
  return reading === null
    ? t('detail.number.bad', { source })
    : t('detail.number.as', { source, number: formatNumber(reading) });
};

type Choice = { value: string; label: string; examples: string[]; format: ColumnFormat };

/** Two samples say more than one: of 03/04 and 27/03 only together is it plain what a reading means. */
const shownExamples = 2;

const choicesOf = (row: MatchRow, isDate: boolean): Choice[] => {
  const samples = row.profile.samples.slice(0, shownExamples);
  return isDate
    ? orders.map((order) => ({
        value: order,
        label: t(`detail.date.${order}`),
        examples: samples.map((sample) => dateExample(sample, order)),
        format: { ...row.entry.format, dateOrder: order },
      }))
    : marks.map((mark) => ({
        value: mark,
        label: t(`detail.number.${mark}`),
        examples: samples.map((sample) => numberExample(sample, mark)),
        format: { ...row.entry.format, decimalMark: mark },
      }));
};

type Props = { row: MatchRow; field: LoadableField; onFormat: (format: ColumnFormat) => void };

/** How a column's dates or numbers are read: proven by its values, or to be chosen once for all of them. */
export const FormatDetail = ({ row, field, onFormat }: Props): ReactElement => {
  const isDate = isDateField(field);
  const { profile, entry } = row;
  const readings: readonly string[] = isDate ? profile.dateOrders : profile.decimalMarks;
  const chosen = isDate ? entry.format.dateOrder : entry.format.decimalMark;
  const values = isDate ? profile.dates : profile.numbers;
  const kind = isDate ? 'date' : 'number';
  const isProven = readings.length === 1 && readings[0] === chosen && values > 0;
  const lead = isProven
    ? t(`detail.${kind}.proven`, { count: values })
    : readings.length === 0
      ? t(`detail.${kind}.none`)
      : t(chosen === undefined ? `detail.${kind}.choose` : `detail.${kind}.both`);
  return (
    <fieldset className="bh-format">
      <legend className="bh-h">{t(`detail.${kind}`)}</legend>
      <p
        className={`bh-row bh-top ${isProven ? 'bh-good-text' : chosen === undefined ? 'bh-warn-text' : 'bh-soft'}`}
      >
        <Icon name={isProven ? 'check' : chosen === undefined ? 'warning' : 'info'} size={14} />
        <span>{lead}</span>
      </p>
      {choicesOf(row, isDate).map((choice) => (
        <label className="bh-pick" key={choice.value}>
          <input
            type="radio"
            name={`format-${entry.column}`}
            checked={chosen === choice.value}
            onChange={() => {
              onFormat(choice.format);
            }}
          />
          <span className="bh-pick-name">{choice.label}</span>
          {choice.examples.map((example) => (
            <span className="bh-pick-what bh-caption bh-format-example" key={example}>
              {example}
            </span>
          ))}
        </label>
      ))}
    </fieldset>
  );
};
