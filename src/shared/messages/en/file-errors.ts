/** What can go wrong with the file a person chose; `errors` says what the sentences mean. */
export const fileErrors = {
  'error.file.not-found.title': 'The file is not there any more',
  'error.file.not-found.why': 'It was moved, renamed or deleted since it was chosen.',
  'error.file.not-found.remedy': 'Choose it again where it lies now.',
  'error.file.locked.title': 'Another program holds the file',
  'error.file.locked.why':
    'It is open elsewhere, probably in Excel, and can’t be read until it is closed there.',
  'error.file.locked.remedy': 'Close the file in the other program, then try again.',
  'error.file.unreadable.title': 'The file can’t be opened',
  'error.file.unreadable.why': 'This computer did not let Bulkhead read it.',
  'error.file.unreadable.remedy':
    'Check that you may open the file, or copy it to another folder and choose the copy.',
  'error.file.lost-contact.title': 'The file can’t be reached any more',
  'error.file.lost-contact.why': 'The drive or network share it lies on went away while it was read.',
  'error.file.lost-contact.remedy':
    'Connect the drive or share again and try once more, or copy the file to this computer first.',
  'error.file.empty.title': 'The file is empty',
  'error.file.empty.why': 'There is not a single line in it.',
  'error.file.empty.remedy': 'Save the spreadsheet again, then choose the new file.',
  'error.file.header-only.title': 'There are column names but no rows',
  'error.file.header-only.why': 'Nothing stands below the header row.',
  'error.file.header-only.remedy': 'Choose another header row, or a file with rows in it.',
  'error.file.utf-32.title': 'The file is written in UTF-32',
  'error.file.utf-32.why': 'Hardly any program writes this encoding, and Bulkhead does not read it.',
  'error.file.utf-32.remedy': 'Save it as UTF-8 in the program it comes from, then choose it again.',
  'error.file.not-text.title': 'This is neither a workbook nor a CSV file',
  'error.file.not-text.why':
    'Inside it is not text, and nothing of the workbooks Bulkhead reads either. A picture or a PDF is such a file.',
  'error.file.not-text.remedy':
    'Choose the spreadsheet itself: a workbook (.xlsx, .xls, .ods) or a file saved as CSV.',
  'error.file.encoding-doubt.title': 'The letters can be read in several ways',
  'error.file.encoding-doubt.why':
    'The first letter in doubt stands on line {line, number}, in column {column, number}. It could be {encodings}.',
  'error.file.encoding-doubt.remedy': 'Say which encoding the file is in, or save it as CSV UTF-8.',
  'error.file.unclosed-quote.title': 'A quotation mark is opened and never closed',
  'error.file.unclosed-quote.why':
    'It opens in column {column, number} of the row that begins on line {line, number}, and everything after it would become one cell.',
  'error.file.unclosed-quote.remedy':
    'Close or remove the mark in that row, save the file, then choose it again.',
  'error.file.text-after-quote.title': 'A quotation mark closes in the middle of a cell',
  'error.file.text-after-quote.why':
    'On line {line, number}, in column {column, number}, text follows the closing mark, so it is not certain where the row ends.',
  'error.file.text-after-quote.remedy':
    'Double the marks inside that cell or take them away, save the file, then choose it again.',
  'error.file.cell-too-long.title': 'A cell is too long to be one',
  'error.file.cell-too-long.why':
    'The row that begins on line {line, number} goes on for more than 4 million characters in column {column, number}. No field of Salesforce holds more than 131,072.',
  'error.file.cell-too-long.remedy':
    'Check how the columns are split, or shorten that cell, then choose the file again.',
  'error.file.repeated-header.title': 'Two columns have the same name',
  'error.file.repeated-header.why':
    '“{header}” is used again for column {column, number} on line {line, number}, so the two can’t be told apart.',
  'error.file.repeated-header.remedy': 'Give one of them another name, save the file, then choose it again.',
  'error.file.empty-header.title': 'A column has no name',
  'error.file.empty-header.why':
    'Column {column, number} holds values, but its cell in the header row on line {line, number} is empty.',
  'error.file.empty-header.remedy':
    'Name the column or choose another header row, so that it is clear where its values go.',
  'error.file.too-wide.title': 'There are too many columns',
  'error.file.too-wide.why': 'The file has {columns, number} columns, more than a load can take.',
  'error.file.too-wide.remedy':
    'Delete the columns that are not to be loaded, or check how the columns are split.',
  'error.file.changed.title': 'The file has changed while it was read',
  'error.file.changed.why':
    'Another program wrote to it in the meantime, so its rows may not belong together.',
  'error.file.changed.remedy': 'Wait until it is saved, then choose it again.',
  'error.file.paste-empty.title': 'There is nothing to paste',
  'error.file.paste-empty.why': 'The clipboard holds no text.',
  'error.file.paste-empty.remedy':
    'Copy the cells in your spreadsheet, column names included, then paste again.',
  'error.file.paste-too-long.title': 'That is too much to paste',
  'error.file.paste-too-long.why':
    'The clipboard holds {characters, number} characters. Up to {limit, number} can be pasted.',
  'error.file.paste-too-long.remedy': 'Save the spreadsheet and choose that file.',
  'error.file.undecided.title': 'The file needs a decision first',
  'error.file.undecided.why': 'Its letters or column names can be read in more than one way.',
  'error.file.undecided.remedy': 'Go back to File and decide what is marked there.',
  'error.file.reading-stopped.title': 'Reading was stopped',
  'error.file.reading-stopped.why': 'You stopped it before every row was read.',
  'error.file.reading-stopped.remedy': 'Choose the file again when you want to go on.',
} as const;

/** The words an error of a file brings for its sentences. */
export const fileErrorWords = {
  'file.encoding-doubt': ['line', 'column', 'encodings'],
  'file.unclosed-quote': ['line', 'column'],
  'file.text-after-quote': ['line', 'column'],
  'file.cell-too-long': ['line', 'column'],
  'file.repeated-header': ['header', 'column', 'line'],
  'file.empty-header': ['column', 'line'],
  'file.too-wide': ['columns'],
  'file.paste-too-long': ['characters', 'limit'],
} as const;
