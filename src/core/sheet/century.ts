import type { ColumnProfile } from '../../shared/domain/sheet';
import type { LoadableField } from '../../shared/domain/sobject';
import { compactName } from '../mapping/names';

const span = 99;

/** Where the hundred years begin if nobody says otherwise. */
export const usualCentury = 1970;

/** Words in the names of columns and fields that hold days on which somebody was born. */
const birthWords = [
  'birth',
  'born',
  'geburt',
  'geboren',
  'geboorte',
  'naissance',
  'nacimiento',
  'nascita',
  'nascimento',
  'fodsel',
  'fodelse',
  'urodzenia',
  'narozeni',
];

/** The first of the hundred years of which the current one is the last. */
export const centuryToNow = (thisYear = new Date().getFullYear()): number => Math.min(1999, thisYear - span);

/** The last of a hundred years. */
export const endOfCentury = (from: number): number => from + span;

/** Nobody is born in the future, so that years of birth are of the past whatever else may be meant by them. */
export const isBirthField = (
  { name, label }: Pick<LoadableField, 'name' | 'label'>,
  header: string,
): boolean =>
  [name, label, header].some((text) => {
    const compact = compactName(text);
    return compact === 'dob' || birthWords.some((word) => compact.includes(word));
  });

/**
 * Which hundred years the two-digit years of a column are of: `from` begins them; absent, they are the usual ones from
 * 1970 on. Years 30 to 69 are of this century for some programs and of the last one for others (Excel), so a column
 * that has them is `undecided`, unless it holds days of birth.
 */
export const findCentury = (
  { proof, header, typed }: ColumnProfile,
  field: LoadableField,
  thisYear?: number,
): { from?: number; undecided: boolean } => {
  if (proof === undefined || proof.shortYears === 0 || typed !== undefined) return { undecided: false };
  if (isBirthField(field, header)) return { from: centuryToNow(thisYear), undecided: false };
  return { undecided: proof.centuryOfTwo != null };
};
