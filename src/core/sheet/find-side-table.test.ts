import { expect, it } from 'vitest';
import { findSideTable } from './find-side-table';

const columns = (line: string, filled = 3) =>
  line.split(',').map((header) => ({ header, filled: header.trim() === '' ? 0 : filled }));

it.each([
  ['Name,City,,Product,Price', 3],
  ['Name,City, ,,Product,Price', 4],
  ['No,Name,,Note,,Code,Label', 3],
])('finds the second table in %j', (line, at) => {
  expect(findSideTable(columns(line))).toBe(at);
});

it.each(['Name,City,Product', 'Name,City,,Note', 'Name,,City,Note', ',Name,City', 'Name,City,,'])(
  'takes %j for one table',
  (line) => {
    expect(findSideTable(columns(line))).toBeNull();
  },
);

it('takes a column without a name that holds something for part of the table', () => {
  const all = columns('Name,City,,Product,Price').map((column) => ({ ...column, filled: 1 }));
  expect(findSideTable(all)).toBeNull();
});
