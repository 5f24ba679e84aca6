import type { ReactElement } from 'react';
import { formatDate, pivotOf, readDate } from '../../../core/sheet/parse-date';
import { formatNumber, readNumber } from '../../../core/sheet/parse-number';
import { isDateField } from '../../../core/sheet/parse-value';
import type { ColumnFormat } from '../../../shared/domain/mapping';
import type { ColumnProfile, DateOrder, DecimalMark, ReadingProof } from '../../../shared/domain/sheet';
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

const dateExample = (source: string, order: DateOrder, { centuryFrom }: ColumnFormat): string => {
  const reading = readDate(source, order, pivotOf(centuryFrom));
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

type Choice = {
  value: string;
  label: string;
  examples: string[];
  format: ColumnFormat;
  proof: ReadingProof | undefined;
};

/** Two samples say more than one: of 03/04 and 27/03 only together is it plain what a reading means. */
const shownExamples = 2;

const canRead = (sample: string, isDate: boolean): boolean =>
  isDate
    ? orders.some((order) => typeof readDate(sample, order) !== 'string')
    : marks.some((mark) => readNumber(sample, mark) !== null);

/** Values that tell the readings apart come first, and those that no reading takes last. */
const examplesOf = ({ proof, samples }: ColumnProfile, isDate: boolean): string[] => {
  const telling = isDate
    ? [proof?.dateOfTwo, proof?.dates.dmy.against, proof?.dates.mdy.against]
    : [proof?.numberOfTwo, proof?.numbers.dot.against, proof?.numbers.comma.against];
  const cells = telling.flatMap((sample) => (sample == null ? [] : [sample.cell.trim()]));
  const read = samples.filter((sample) => canRead(sample, isDate));
  return [...new Set([...cells, ...read, ...samples])].slice(0, shownExamples);
};

const choicesOf = ({ profile, entry }: MatchRow, isDate: boolean): Choice[] => {
  const examples = examplesOf(profile, isDate);
  return isDate
    ? orders.map((order) => ({
        value: order,
        label: t(`detail.date.${order}`),
        examples: examples.map((sample) => dateExample(sample, order, entry.format)),
        format: { ...entry.format, dateOrder: order },
        proof: profile.proof?.dates[order],
      }))
    : marks.map((mark) => ({
        value: mark,
        label: t(`detail.number.${mark}`),
        examples: examples.map((sample) => numberExample(sample, mark)),
        format: { ...entry.format, decimalMark: mark },
        proof: profile.proof?.numbers[mark],
      }));
};

/** Two cells that no reading fits both of. */
const contradictionOf = ({ proof }: ColumnProfile, isDate: boolean): string | null => {
  const first = isDate ? proof?.dates.dmy.against : proof?.numbers.dot.against;
  const second = isDate ? proof?.dates.mdy.against : proof?.numbers.comma.against;
  if (first == null || second == null) return null;
  const [one, other] = first.line < second.line ? [first, second] : [second, first];
  return t(isDate ? 'detail.date.orders' : 'detail.number.orders', {
    line: one.line,
    cell: one.cell.trim(),
    otherLine: other.line,
    other: other.cell.trim(),
  });
};

const leadOf = (row: MatchRow, isDate: boolean, isProven: boolean, isChosen: boolean): string => {
  const { profile } = row;
  const kind = isDate ? 'date' : 'number';
  const values = isDate ? profile.dates : profile.numbers;
  if (profile.typed !== undefined) return t('detail.typed');
  if (isProven) return t(`detail.${kind}.proven`, { count: values });
  if (values === 0) return t(`detail.${kind}.none`);
  const readings = isDate ? profile.dateOrders : profile.decimalMarks;
  if (readings.length === 0) return contradictionOf(profile, isDate) ?? t(`detail.${kind}.none`);
  return t(isChosen ? `detail.${kind}.both` : `detail.${kind}.choose`);
};

type Props = { row: MatchRow; field: LoadableField; onFormat: (format: ColumnFormat) => void };

const Unread = ({ row, isDate }: { row: MatchRow; isDate: boolean }): ReactElement | null => {
  const { profile, mended } = row;
  const first = isDate ? profile.proof?.notDate : profile.proof?.notNumber;
  const count = profile.filled - profile.errorCells - mended - (isDate ? profile.dates : profile.numbers);
  const read = isDate ? profile.dates : profile.numbers;
  if (first == null || count <= 0 || read === 0) return null;
  return (
    <p className="bh-caption bh-warn-text">
      {t('detail.unread', { count, line: first.line, cell: first.cell.trim() })}
    </p>
  );
};

/** How a column's dates or numbers are read: proven by its values, or to be chosen once for all of them. */
export const FormatDetail = ({ row, field, onFormat }: Props): ReactElement => {
  const isDate = isDateField(field);
  const { profile, entry } = row;
  const readings: readonly string[] = isDate ? profile.dateOrders : profile.decimalMarks;
  const chosen = isDate ? entry.format.dateOrder : entry.format.decimalMark;
  const values = isDate ? profile.dates : profile.numbers;
  const isProven = readings.length === 1 && readings[0] === chosen && values > 0;
  return (
    <fieldset className="bh-format">
      <legend className="bh-h">{t(isDate ? 'detail.date' : 'detail.number')}</legend>
      <p
        className={`bh-row bh-top ${isProven ? 'bh-good-text' : chosen === undefined ? 'bh-warn-text' : 'bh-soft'}`}
      >
        <Icon name={isProven ? 'check' : chosen === undefined ? 'warning' : 'info'} size={14} />
        <span>{leadOf(row, isDate, isProven, chosen !== undefined)}</span>
      </p>
      {profile.typed === undefined &&
        choicesOf(row, isDate).map(({ value, label, examples, format, proof }) => (
          <label className="bh-pick" key={value}>
            <input
              type="radio"
              name={`format-${entry.column}`}
              checked={chosen === value}
              onChange={() => {
                onFormat(format);
              }}
            />
            <span className="bh-pick-name">{label}</span>
            {examples.map((example) => (
              <span className="bh-pick-what bh-caption bh-format-example" key={example}>
                {example}
              </span>
            ))}
            {proof !== undefined && values > 0 && (
              <span className="bh-pick-what bh-caption bh-format-example">
                {t('detail.reads', {
                  fits: proof.fits,
                  count: values,
                  others: proof.against === null ? 0 : 1,
                  line: proof.against?.line ?? 0,
                  cell: proof.against?.cell.trim() ?? '',
                })}
              </span>
            )}
          </label>
        ))}
      <Unread row={row} isDate={isDate} />
    </fieldset>
  );
};
