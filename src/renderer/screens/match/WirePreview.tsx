import type { ReactElement } from 'react';
import { isErrorCell } from '../../../core/sheet/cell-words';
import { toWire } from '../../../core/sheet/parse-value';
import { repairCell } from '../../../core/sheet/repair-cell';
import type { ColumnRepair } from '../../../shared/domain/mapping';
import type { ColumnProfile } from '../../../shared/domain/sheet';
import type { LoadableField } from '../../../shared/domain/sobject';
import { hasMessage, t } from '../../lib/text';
import { Icon } from '../../ui/icons';
import type { MatchRow } from './match-rows';

const shownCells = 6;

/** Cells worth seeing: those that leave a doubt, those a repair changes, and the first of the column. */
const cellsOf = ({ proof, damage, samples }: ColumnProfile): string[] => {
  const told = [
    proof?.dateOfTwo,
    proof?.numberOfTwo,
    proof?.centuryOfTwo,
    ...(damage ?? []).flatMap(({ samples: cells }) => cells.slice(0, 1)),
  ].flatMap((sample) => (sample == null ? [] : [sample.cell]));
  return [...new Set([...samples.slice(0, shownCells - Math.min(2, told.length)), ...told])]
    .filter((cell) => !isErrorCell(cell))
    .slice(0, shownCells);
};

type Sent = { cell: string; wire: string | null; reason: string };

const sendCell = (
  cell: string,
  { entry }: MatchRow,
  field: LoadableField,
  repairs: readonly ColumnRepair[],
): Sent => {
  const value = toWire(repairCell(cell, repairs), field, entry.format);
  if (value.ok) return { cell, wire: value.wire, reason: '' };
  const title = `problem.${value.cause}.title`;
  return { cell, wire: null, reason: hasMessage(title) ? t(title, value.params) : value.cause };
};

type Props = { row: MatchRow; field: LoadableField; repairs: readonly ColumnRepair[] };

/** Cells of the column beside the very value that goes to Salesforce for each. */
export const WirePreview = ({ row, field, repairs }: Props): ReactElement | null => {
  const { profile, entry } = row;
  const own = repairs.filter(({ column }) => column === entry.column);
  const sent = cellsOf(profile).map((cell) => sendCell(cell, row, field, own));
  // Text that goes as it stands needs no table that says so, and a column that is still open has no such values.
  const isOpen = row.problem?.code.endsWith('-undecided') === true;
  if (isOpen || sent.every(({ cell, wire }) => wire === cell)) return null;
  return (
    <div className="bh-wire-box">
      <p className="bh-caption bh-mute">{t('detail.wire')}</p>
      <table className="bh-wire">
        <thead className="bh-hidden">
          <tr>
            <th scope="col">{t('detail.wire.cell')}</th>
            <th scope="col">{t('detail.wire.sent')}</th>
          </tr>
        </thead>
        <tbody>
          {sent.map(({ cell, wire, reason }) => (
            <tr key={cell}>
              <td className="bh-detail-value">{cell}</td>
              <td className={wire === null ? 'bh-warn-text' : 'bh-medium'}>
                <span className="bh-row bh-top">
                  <Icon name={wire === null ? 'warning' : 'to'} size={14} />
                  <span className="bh-detail-value">
                    {wire === null
                      ? t('detail.wire.held', { reason })
                      : wire === cell
                        ? t('detail.wire.same')
                        : wire}
                  </span>
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
