import { POSITION } from '../schema/fields';
import type { RecordInput } from '../save/record-input';
import { refuse, type RowError } from '../save/row-error';
import { parseText } from '../values/parse-text';
import type { Column } from './columns';

/** The cell text that clears a field. */
const CLEAR = '#N/A';

/**
 * Reads the cells of one row. Empty cells say nothing about their field. The column in a
 * "Failed to deserialize" error counts from 0. `emptyClears` breaks the rule on purpose.
 */
export function readRow(
  columns: readonly Column[],
  cells: readonly string[],
  keyPosition: number,
  operation: string,
  emptyClears = false,
): RecordInput | RowError {
  const input: RecordInput = { id: null, key: null, cells: [], parents: [] };
  for (const [i, column] of columns.entries()) {
    const text = cells[i] === '' && emptyClears ? CLEAR : (cells[i] ?? '');
    if (text === '') continue;
    const { field, position, parent } = column;
    if (parent) {
      if (text === CLEAR) input.cells.push({ field, position, value: null });
      else
        input.parents.push({
          field,
          position,
          target: parent.target,
          keyPosition: parent.keyPosition,
          key: text,
        });
      continue;
    }
    if (position === POSITION.Id) {
      if (operation === 'insert')
        return refuse('INVALID_FIELD_FOR_INSERT_UPDATE', 'cannot specify Id in an insert call', 'Id');
      if (operation === 'upsert' && keyPosition !== POSITION.Id) {
        return refuse(
          'INVALID_FIELD_FOR_INSERT_UPDATE',
          'The Id field should not be specified in the sobject data.',
          'Id',
        );
      }
      input.id = text === CLEAR ? null : text;
      continue;
    }
    if (position === keyPosition && operation === 'upsert') input.key = text === CLEAR ? null : text;
    if (text === CLEAR) {
      input.cells.push({ field, position, value: null });
      continue;
    }
    const parsed = parseText(field, text);
    if ('notA' in parsed) {
      return refuse(
        'INVALID_FIELD',
        `Failed to deserialize field at col ${i}. Due to, '${text}' is not a valid value for the type ${parsed.notA}`,
        field.name,
      );
    }
    input.cells.push({ field, position, value: parsed.value });
  }
  return input;
}
