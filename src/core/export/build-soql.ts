import type { ExportFilter, QueryableField } from '../../shared/domain/export';
import { checkFilter, writeFilter } from './filters';

/** A field, or the way to one over up to five parents (SOQL, "Relationship Queries"). */
const path = /^[A-Za-z]\w*(?:\.[A-Za-z]\w*){0,5}$/;

const whereOf = (filters: readonly ExportFilter[], fields: readonly QueryableField[]): string => {
  const conditions = filters.map((filter) => {
    const field = fields.find(({ name }) => name === filter.field);
    const problem = checkFilter(filter, field);
    if (problem !== null || field === undefined)
      throw new RangeError(`a condition that can't be asked: ${problem}`);
    return writeFilter(filter, field.type);
  });
  return conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
};

const checkName = (name: string): string => {
  if (!path.test(name)) throw new RangeError('a name that is no path to a field');
  return name;
};

type Question = {
  object: string;
  /** Paths such as `Name` and `Account.Name`. */
  fields: readonly string[];
  filters: readonly ExportFilter[];
  /** Fields of the object, which say how values of conditions are written. */
  known: readonly QueryableField[];
};

/** The SOQL for chosen fields of an object under conditions. Throws `RangeError` for what `checkFilter` refuses. */
export const buildSoql = ({ object, fields, filters, known }: Question): string => {
  if (fields.length === 0) throw new RangeError('no field is chosen');
  return `SELECT ${fields.map(checkName).join(', ')} FROM ${checkName(object)}${whereOf(filters, known)}`;
};

/** The SOQL that counts the records under the same conditions. */
export const buildCountSoql = ({ object, filters, known }: Omit<Question, 'fields'>): string =>
  `SELECT COUNT() FROM ${checkName(object)}${whereOf(filters, known)}`;
