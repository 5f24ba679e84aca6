import { contactNo, type Contact } from './columns';
import type { Defect } from './expected';
import { typed } from './recipe';

const TYPED_PAIRS = 5;
const COPIED_PAIRS = 3;

/** Two rows with one number: some are different people, some the same line pasted twice. */
export function repeatKeys(contacts: readonly Contact[], draw: () => number): Defect[] {
  const pairs = Array.from({ length: TYPED_PAIRS + COPIED_PAIRS }, () =>
    [draw(), draw()].sort((a, b) => a - b),
  );
  const at = (row: number | undefined): Contact => {
    const contact = contacts[(row ?? 0) - 1];
    if (contact === undefined) throw new Error(`no row ${row}`);
    return contact;
  };
  for (const [nth, [first, second]] of pairs.entries()) {
    if (nth < TYPED_PAIRS) at(second).cells['Contact No'] = at(first).cells['Contact No'];
    else Object.assign(at(second).cells, at(first).cells);
  }
  const shape = { family: 'key-repeated', found: 'locally', column: 'Contact No' } as const;
  const typedRows = pairs.slice(0, TYPED_PAIRS).flatMap(([, second = 0]) => second);
  const copiedRows = pairs.slice(TYPED_PAIRS).flatMap(([, second = 0]) => second);
  return [
    {
      ...shape,
      id: 'key-taken',
      ends: 'sent',
      rows: typedRows,
      mend: typed('Contact No', contactNo)(typedRows),
      what: 'The contact has the number of somebody further up.',
    },
    {
      ...shape,
      id: 'row-pasted-twice',
      ends: 'left out',
      rows: copiedRows,
      mend: { kind: 'leave-out', reason: 'The same line stands further up.' },
      what: 'The row is a copy of one further up.',
    },
    {
      ...shape,
      id: 'key-shared',
      ends: 'sent',
      rows: pairs.flatMap(([first = 0]) => first),
      mend: { kind: 'send-again' },
      what: 'Sound itself, but a row further down has its number. It can go once that row is settled.',
    },
  ];
}
