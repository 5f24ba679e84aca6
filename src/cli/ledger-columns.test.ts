import { describe, expect, it } from 'vitest';
import { makeProblem, problemCauses, paramsOf, type Cause } from '../core/problems/causes';
import type { RowRemark } from '../main/use-cases/loads/read-ledger';
import { ownColumns, toOutputHeader, writeRemark } from './ledger-columns';

const row: RowRemark = {
  row: 7,
  line: 9,
  state: 'held',
  recordId: null,
  problem: null,
  attempts: 0,
};
const mapping = [
  { column: 0, header: 'Name', field: 'LastName', confidence: 'exact' as const, format: {} },
  { column: 1, header: 'Mail', field: 'Email', confidence: 'exact' as const, format: {} },
];

describe('toOutputHeader', () => {
  it('tells source columns apart from ours', () => {
    expect(['Name', '_row', '_id_old', 'x_row', '_errors', '_error_code'].map(toOutputHeader)).toEqual([
      'Name',
      '_row_src',
      '_id_old_src',
      'x_row',
      '_errors_src',
      '_error_code_src',
    ]);
  });
});

/** Cells of one record in which every cell is quoted. */
const cut = (record: string): string[] =>
  record
    .slice(1, -1)
    .split('","')
    .map((cell) => cell.replaceAll('""', '"'));

describe('writeRemark', () => {
  const cellsOf = (change: Partial<RowRemark>) => {
    const cells = cut(writeRemark({ ...row, ...change }, mapping));
    return Object.fromEntries(ownColumns.map((name, at) => [name, cells[at]]));
  };

  it.each([
    ['created', 'true'],
    ['updated', 'false'],
    ['unchanged', 'false'],
    ['deleted', 'false'],
    ['failed', ''],
    ['no_verdict', ''],
    ['held', ''],
  ] as const)('says of a row that is %s whether it was created: “%s”', (state, created) => {
    expect(cellsOf({ state, recordId: '003000000000001AAA' })).toMatchObject({
      _row: '7',
      _state: state,
      _id: '003000000000001AAA',
      _created: created,
      _error: '',
    });
  });

  it('repeats the words of Salesforce as they are', () => {
    const problem = makeProblem(
      'rule',
      ['Email'],
      { message: 'No' },
      { code: 'A_CODE', text: 'A_CODE:No:Email --' },
    );
    expect(cellsOf({ state: 'failed', problem })).toMatchObject({
      _error_code: 'A_CODE',
      _error: 'A_CODE:No:Email --',
    });
  });

  it('names line and column of what holds a row', () => {
    const error = cellsOf({
      problem: makeProblem('error-cell', ['Email'], { field: 'Email', value: '#N/A' }),
    });
    expect(error['_error']).toMatch(/^Line 9, column 2 \(Mail\): .*“#N\/A”/);
    const short = cellsOf({ problem: makeProblem('row-cell-count', [], { line: 9, expected: 4, found: 2 }) });
    expect(short['_error']).toMatch(/^Line 9, column 3: .*2 cells.*4/);
    const nul = cellsOf({ problem: makeProblem('row-nul', [], { line: 9, column: 1 }) });
    expect(nul['_error']).toMatch(/^Line 9, column 1 \(Name\)/);
  });

  it('has a sentence for every cause there is', () => {
    for (const cause of problemCauses) {
      const params = Object.fromEntries(paramsOf(cause).map((name) => [name, 1]));
      const problem = {
        ...makeProblem(cause as Cause),
        cause,
        params: { ...params, reason: 'x', shown: 'no' },
      };
      expect([cause, cellsOf({ problem })['_error']]).toEqual([cause, expect.stringMatching(/\w{3}/)]);
    }
  });
});
