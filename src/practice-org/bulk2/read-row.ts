import { POSITION } from '../schema/fields';
import type { Value } from '../schema/types';
import type { Operation, ParentInput, RecordInput } from '../save/record-input';
import { refuse, type RowError } from '../save/row-error';
import { parseText } from '../values/parse-text';
import type { Column } from './columns';

/** The cell text that clears a field. */
const CLEAR = '#N/A';

/** Cells of a column remembered at a time: files say the same things over and over. */
const REMEMBERED = 64;

type Memo = { texts: string[]; values: Value[] };

const NO_PARENTS: readonly ParentInput[] = [];

/** A place for a text that differing texts rarely share. */
const placeOf = (text: string): number =>
  (text.length * 31 + text.charCodeAt(0) * 7 + text.charCodeAt(text.length - 1)) % REMEMBERED;

function refuseId(operation: Operation, keyPosition: number): RowError | null {
  if (operation === 'insert')
    return refuse('INVALID_FIELD_FOR_INSERT_UPDATE', 'cannot specify Id in an insert call', 'Id');
  if (operation !== 'upsert' || keyPosition === POSITION.Id) return null;
  return refuse(
    'INVALID_FIELD_FOR_INSERT_UPDATE',
    'The Id field should not be specified in the sobject data.',
    'Id',
  );
}

/**
 * Makes a reader for the rows of one file: it takes the cells of a row. Empty cells say nothing about their
 * field. The column in a "Failed to deserialize" error counts from 0. `emptyClears` breaks the rule on purpose.
 */
export function makeRowReader(
  columns: readonly Column[],
  keyPosition: number,
  operation: Operation,
  emptyClears = false,
): (cells: readonly string[]) => RecordInput | RowError {
  const memos = columns.map((): Memo => ({ texts: [], values: [] }));
  const readValue = (column: Column, memo: Memo, text: string, at: number): Value | RowError => {
    const place = placeOf(text);
    if (memo.texts[place] === text) return memo.values[place] ?? null;
    const parsed = parseText(column.field, text);
    if ('notA' in parsed)
      return refuse(
        'INVALID_FIELD',
        `Failed to deserialize field at col ${at}. Due to, '${text}' is not a valid value for the type ${parsed.notA}`,
        column.field.name,
      );
    memo.texts[place] = text;
    memo.values[place] = parsed.value;
    return parsed.value;
  };
  return (cells) => {
    let id: string | null = null;
    let key: string | null = null;
    let parents = NO_PARENTS;
    const values: (Value | undefined)[] = [];
    for (let i = 0; i < columns.length; i += 1) {
      const column = columns[i] as Column;
      let text = cells[i] ?? '';
      if (text === '' && emptyClears) text = CLEAR;
      if (text === '') {
        values.push(undefined);
        continue;
      }
      const { position, parent } = column;
      if (parent && text !== CLEAR) {
        const { target, keyPosition: parentKey } = parent;
        parents = [...parents, { field: column.field, position, target, keyPosition: parentKey, key: text }];
        values.push(undefined);
      } else if (position === POSITION.Id) {
        const refused = refuseId(operation, keyPosition);
        if (refused) return refused;
        id = text === CLEAR ? null : text;
        values.push(undefined);
      } else if (text === CLEAR) values.push(null);
      else {
        const value = readValue(column, memos[i] as Memo, text, i);
        if (typeof value === 'object' && value !== null) return value;
        if (position === keyPosition && operation === 'upsert' && !parent) key = text;
        values.push(value);
      }
    }
    return { id, key, targets: columns, values, parents };
  };
}
