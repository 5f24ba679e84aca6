import type { DamageChoice, LoadOptions } from '../../shared/domain/load';
import type { RowDamage } from '../sheet/row-damage';

/** What a person chose for rows damaged in this way; they are held where nothing was chosen. */
export const treatDamage = (
  { damaged }: Pick<LoadOptions, 'damaged'>,
  damage: RowDamage | null,
): DamageChoice => (damage === null ? 'send' : (damaged[damage.kind] ?? 'hold'));

export type TouchedRow = {
  damage: RowDamage | null;
  /** Cells that were changed, by their 0-based columns. */
  mended: readonly { column: number }[];
  /** A person picked the record of the row. */
  picked?: string;
};

/**
 * The damage that still keeps a row from going. All of it is settled by a person who lets the row go as it was read.
 * Who works on the row, or sends all of its kind, has not said what a formula without a result should be: such a
 * cell goes on holding the row until it is typed itself.
 *
 * @param accepted a person let the row go as it was read
 */
export const findLastingDamage = (
  options: Pick<LoadOptions, 'damaged'>,
  { damage, mended, picked }: TouchedRow,
  accepted: boolean,
): RowDamage | null => {
  if (damage === null || accepted) return null;
  const isTouched = mended.length > 0 || picked !== undefined;
  if (!isTouched && treatDamage(options, damage) !== 'send') return damage;
  const open = (damage.withoutValue ?? []).filter(
    (column) => !mended.some((cell) => cell.column === column - 1),
  );
  const [column] = open;
  return column === undefined ? null : { kind: 'no-value', line: damage.line, column, withoutValue: open };
};
