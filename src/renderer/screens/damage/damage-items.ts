import { damageMendedBy, repairCell } from '../../../core/sheet/repair-cell';
import { reportDamage, type ReportedDamage } from '../../../core/sheet/report-damage';
import type { LoadView } from '../../../shared/domain/load';
import type { ColumnRepair, ErrorCellChoice } from '../../../shared/domain/mapping';
import type { CellSample, ColumnProfile, SheetView } from '../../../shared/domain/sheet';
import type { LoadableField, LoadableObject } from '../../../shared/domain/sobject';

/** One kind of damage in one column, and whether it is mended. */
export type DamageItem = {
  profile: ColumnProfile;
  damage: ReportedDamage;
  /** The repair that was decided on. */
  chosen: ColumnRepair | null;
};

/** Error cells of a column that is sent, and what becomes of them. */
export type ErrorItem = { profile: ColumnProfile; choice: ErrorCellChoice };

const mends = (repair: ColumnRepair, { kind }: Pick<ReportedDamage, 'kind'>): boolean =>
  damageMendedBy(repair.kind) === kind;

/** The damage of one column, as its field or none makes it matter. */
export const damageOf = (
  profile: ColumnProfile,
  field: LoadableField | null,
  { repairs, sheet }: { repairs: readonly ColumnRepair[]; sheet: Pick<SheetView, 'dialect'> },
): DamageItem[] =>
  reportDamage(profile, field, sheet.dialect.workbook).map((damage) => ({
    profile,
    damage,
    chosen: repairs.find((repair) => repair.column === profile.index && mends(repair, damage)) ?? null,
  }));

const order = ['provable', 'likely', 'lost', 'always'] as const;

/** All damage of a load, what can be mended first; damage that reading mends by itself is no news here. */
export const listDamage = (load: LoadView, object: LoadableObject | null): DamageItem[] =>
  load.sheet.columns
    .flatMap((profile) => {
      const name = load.mapping.find(({ column }) => column === profile.index)?.field ?? null;
      const field = object?.fields.find((candidate) => candidate.name === name) ?? null;
      return damageOf(profile, field, load);
    })
    .filter(({ damage }) => damage.remedy !== 'always')
    .sort((a, b) => order.indexOf(a.damage.remedy) - order.indexOf(b.damage.remedy));

/** Columns with error cells that go to a field; before there are any, the findings of the file tell of such cells. */
export const listErrors = ({ sheet, mapping, options }: LoadView): ErrorItem[] =>
  sheet.columns.flatMap((profile): ErrorItem[] => {
    if (profile.errorCells === 0) return [];
    const entry = mapping.find(({ column }) => column === profile.index);
    if (entry === undefined || entry.field === null) return [];
    return [{ profile, choice: entry.format.errorCells ?? options.errorCells }];
  });

/** What a repair makes of a sample. */
export const repairedSample = ({ cell }: CellSample, repair: ColumnRepair): string =>
  repairCell(cell, [repair]);

/** The repairs of a column with one put on, in place of another for the same damage, or taken off. */
export const turnRepair = (
  repairs: readonly ColumnRepair[],
  repair: ColumnRepair,
  on: boolean,
): Omit<ColumnRepair, 'column'>[] =>
  [
    ...repairs.filter(
      (other) => other.column === repair.column && !mends(other, { kind: damageMendedBy(repair.kind) }),
    ),
    ...(on ? [repair] : []),
  ].map(({ column: _column, ...rest }) => rest);
