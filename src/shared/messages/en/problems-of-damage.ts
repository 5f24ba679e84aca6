/** Rows that are damaged in the file itself. */
export const damageProblems = {
  'problem.row-cell-count.title': 'The row has another number of cells than the header',
  'problem.row-cell-count.why':
    'Line {line, number} has {found, plural, one {# cell} other {# cells}} where the header has {expected, number}, so its values may stand in the wrong columns.',
  'problem.row-cell-count.remedy':
    'Look at the row in the file: often a quotation mark or a delimiter is missing. Correct its cells here, or leave the row out.',
  'problem.row-nul.title': 'A cell holds a character that is no text',
  'problem.row-nul.why':
    'Line {line, number}, column {column, number}, holds a NUL character. It usually comes from a damaged export.',
  'problem.row-nul.remedy': 'Type the value of that cell again.',
  'problem.row-bad-bytes.title': 'A cell holds letters that can’t be read',
  'problem.row-bad-bytes.why':
    'Line {line, number}, column {column, number}, holds bytes that don’t belong to the encoding of the file.',
  'problem.row-bad-bytes.remedy':
    'Type the value of that cell again, or choose another encoding for the whole file.',
  'problem.row-no-value.title': 'A formula has no result',
  'problem.row-no-value.why':
    'Row {line, number} of the sheet, column {column, number}, holds a formula the workbook was saved without working out.',
  'problem.row-no-value.remedy':
    'Open the workbook in Excel, save it, and choose it again. Or type the value of that cell here.',
  'problem.row-totals.title': 'The row adds up the others',
  'problem.row-totals.why':
    'Row {line, number} of the sheet is the total line of a table, so it is no record of its own.',
  'problem.row-totals.remedy': 'Leave the row out.',
  'problem.row-text-after-quote.title': 'A quotation mark closes in the middle of a cell',
  'problem.row-text-after-quote.why':
    'On line {line, number}, in column {column, number}, text follows the closing mark, so the cell is shown as it is written.',
  'problem.row-text-after-quote.remedy': 'Correct the cell, or send it as it is written.',
  'problem.header-line.title': 'The row repeats the column names',
  'problem.header-line.why':
    'On line {line, number} the names of the columns stand once more, as where several exports were put into one file.',
  'problem.header-line.remedy': 'Leave it out, or send it if it is a record after all.',
  'problem.total-line.title': 'The row looks like a total, not like a record',
  'problem.total-line.why':
    'It stands at the end of the file, on line {line, number}. {shown, select, yes {It begins with “{value}”.} other {}}',
  'problem.total-line.remedy': 'Leave it out, or send it if it is a record after all.',
} as const;
