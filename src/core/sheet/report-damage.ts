import type { ColumnRepair } from '../../shared/domain/mapping';
import type { ColumnDamage, ColumnProfile, WorkbookPart } from '../../shared/domain/sheet';
import type { LoadableField } from '../../shared/domain/sobject';
import { splitWords } from '../mapping/names';
import { isDateField, isNumberField } from './parse-value';

/**
 * What can be done about damage.
 * - `provable`: a repair brings the very value back
 * - `likely`: a repair is offered, and only a person can know whether it is right
 * - `always`: reading the column mends it, whatever anybody decides
 * - `lost`: the value is gone, and only its source has it
 */
export type DamageRemedy = 'provable' | 'likely' | 'always' | 'lost';

/** `other`: the repair for files that were made another way, where nothing in the file says which way it was. */
export type ReportedDamage = ColumnDamage & {
  remedy: DamageRemedy;
  repair: ColumnRepair | null;
  other: ColumnRepair | null;
};

/** Postal codes of several countries may stand in one column, each with digits of its own. */
const postalWords = new Set('zip postal postcode postalcode plz cp cap'.split(' '));
/** Other words of a header or field that stand for codes, whose zeros count. */
const codeWords = new Set(
  'code codigo codice no nr num number nummer numero key id iban konto account ean gtin sku article artikel'.split(
    ' ',
  ),
);

/** Words of a header that stand for days and for little else. */
const dayWords = new Set('date day datum fecha jour giorno birthdate birthday geburtsdatum'.split(' '));

const isNamed = (profile: ColumnProfile, field: LoadableField | null, words: ReadonlySet<string>): boolean =>
  [profile.header, field?.name ?? '', field?.label ?? ''].some((name) =>
    splitWords(name).some((word) => words.has(word)),
  );

/** Values of a list that all have one number of digits leave no doubt about how many a cell must have. */
const provenByList = (field: LoadableField | null, width: number | undefined): boolean =>
  field !== null &&
  field.picklist.length > 0 &&
  field.picklist.every(({ value }) => /^\d+$/.test(value) && value.length === width);

const reportZeros = (
  profile: ColumnProfile,
  field: LoadableField | null,
  damage: ColumnDamage,
): DamageRemedy | null => {
  if (field !== null && (isNumberField(field) || isDateField(field) || field.type === 'boolean')) return null;
  if (provenByList(field, damage.width)) return 'provable';
  if (isNamed(profile, field, postalWords)) return 'likely';
  if (damage.proven) return 'provable';
  return field?.externalId === true || isNamed(profile, field, codeWords) ? 'likely' : null;
};

const reportSerials = (
  profile: ColumnProfile,
  field: LoadableField | null,
  { proven }: ColumnDamage,
): DamageRemedy | null => {
  if (field !== null) return isDateField(field) ? 'provable' : null;
  return proven || isNamed(profile, null, dayWords) ? 'provable' : null;
};

const reportIds = (field: LoadableField | null): DamageRemedy | null => {
  if (field === null) return 'provable';
  if (field.type === 'id' || field.type === 'reference') return 'always';
  return isNumberField(field) || isDateField(field) ? null : 'provable';
};

const reportCase = (field: LoadableField | null, { proven }: ColumnDamage): DamageRemedy | null => {
  if (field?.type === 'id' || field?.type === 'reference') return 'provable';
  const isText = field === null || !(isNumberField(field) || isDateField(field));
  return proven && isText ? 'provable' : null;
};

/** Numbers, dates and times are read past characters nobody sees. */
const reportInvisible = (field: LoadableField | null): DamageRemedy =>
  field !== null && (isNumberField(field) || isDateField(field) || field.type === 'time')
    ? 'always'
    : 'provable';

const remedyOf = (
  profile: ColumnProfile,
  field: LoadableField | null,
  damage: ColumnDamage,
): DamageRemedy | null => {
  switch (damage.kind) {
    case 'lost-zeros':
      return reportZeros(profile, field, damage);
    case 'serial-dates':
      return reportSerials(profile, field, damage);
    case 'short-ids':
      return reportIds(field);
    case 'id-case':
      return reportCase(field, damage);
    case 'formula-text':
      return 'provable';
    case 'invisible':
      return reportInvisible(field);
    case 'one-case-ids':
    case 'scientific':
    case 'rounded':
    case 'cut-255':
    case 'cut-32767':
      return 'lost';
    default:
      return damage.kind satisfies never;
  }
};

type DateSystem = Pick<WorkbookPart, 'is1904'>;

const repairOf = (
  { kind, width }: ColumnDamage,
  column: number,
  workbook: DateSystem | undefined,
): Pick<ReportedDamage, 'repair' | 'other'> => {
  switch (kind) {
    case 'lost-zeros':
      return { repair: { column, kind, ...(width === undefined ? {} : { width }) }, other: null };
    case 'serial-dates':
      // Only a workbook says from which year it counts.
      if (workbook?.is1904 === true) return { repair: { column, kind: 'days-1904' }, other: null };
      return {
        repair: { column, kind },
        other: workbook === undefined ? { column, kind: 'days-1904' } : null,
      };
    case 'short-ids':
    case 'id-case':
    case 'formula-text':
    case 'invisible':
      return { repair: { column, kind }, other: null };
    default:
      return { repair: null, other: null };
  }
};

/**
 * The damage of a column as far as it matters for its field, or for whoever has not chosen one yet (null), with what
 * can be done about it. `workbook` is the one it comes from; undefined for text.
 */
export const reportDamage = (
  profile: ColumnProfile,
  field: LoadableField | null,
  workbook?: DateSystem,
): ReportedDamage[] =>
  (profile.damage ?? []).flatMap((damage) => {
    const remedy = remedyOf(profile, field, damage);
    if (remedy === null) return [];
    const isOpen = remedy === 'provable' || remedy === 'likely';
    const repairs = isOpen ? repairOf(damage, profile.index, workbook) : { repair: null, other: null };
    return [{ ...damage, remedy, ...repairs }];
  });
