/** What workbooks alone are refused for. */
export const workbookErrors = {
  'error.file.password.title': 'The workbook is protected with a password',
  'error.file.password.why': 'What is in it can’t be read without the password, not even to see its sheets.',
  'error.file.password.remedy':
    'Open it in Excel, remove the password under File, Info, Protect Workbook, save it, then choose it again.',
  'error.file.workbook-cut.title': 'The workbook is cut off',
  'error.file.workbook-cut.why':
    'Its end is missing, as after a download or a copy that broke off. The rows that are there may not be all.',
  'error.file.workbook-cut.remedy': 'Download or copy the file again, then choose the new one.',
  'error.file.workbook-damaged.title': 'The workbook is damaged',
  'error.file.workbook-damaged.why':
    'A part of it is missing or makes no sense, so its rows can’t be trusted.',
  'error.file.workbook-damaged.remedy':
    'Open it in Excel, which can often repair it, save it under a new name, then choose that file.',
  'error.file.workbook-large.title': 'The workbook is too large for its kind',
  'error.file.workbook-large.why':
    'It has {megabytes, number} MB. A workbook of the old kind (.xls) is read whole and can have {limit} MB at most.',
  'error.file.workbook-large.remedy':
    'Open it in Excel and save it as an Excel Workbook (.xlsx), which can be of any size, then choose that file.',
  'error.file.too-packed.title': 'The file unpacks to far more than a spreadsheet holds',
  'error.file.too-packed.why':
    'It is packed so tightly that reading it would fill this computer. Such files are made by mistake or on purpose to do harm.',
  'error.file.too-packed.remedy':
    'Ask where the file comes from. If it is a real workbook, open it in Excel and save it under a new name.',
  'error.file.huge-cell.title': 'A cell is too large to be read',
  'error.file.huge-cell.why':
    '{line, plural, =0 {One of its cells} other {The cell in row #, column {column, number},}} holds more than four million characters. Excel allows 32,767, and no field of Salesforce takes so many.',
  'error.file.huge-cell.remedy': 'Empty or shorten that cell, save the workbook, then choose it again.',
  'error.file.entities.title': 'The workbook holds definitions no workbook has',
  'error.file.entities.why':
    'Its XML declares entities, which spreadsheets never do and which can be used to fill a computer’s memory.',
  'error.file.entities.remedy':
    'Ask where the file comes from. If it is a real workbook, open it in Excel and save it under a new name.',
  'error.file.no-cells.title': 'There is nothing in the workbook',
  'error.file.no-cells.why': 'Not a single cell on its sheets has a value.',
  'error.file.no-cells.remedy': 'Choose a workbook or a sheet with rows in it.',
  'error.file.no-sheet.title': 'The workbook has no such sheet',
  'error.file.no-sheet.why': 'There is no sheet “{sheet}” in it.',
  'error.file.no-sheet.remedy': 'Choose one of its sheets.',
  'error.file.no-sheets.title': 'The file has no sheets',
  'error.file.no-sheets.why': 'It is a file of text, which is one table and nothing else.',
  'error.file.no-sheets.remedy': 'Leave the sheet out, or choose the workbook.',
  'error.file.html-table.title': 'This is a web page, not a workbook',
  'error.file.html-table.why':
    'Whatever its name says, inside there is a web page with a table. Many programs, Salesforce reports among them, export .xls files of this kind.',
  'error.file.html-table.remedy':
    'Export the report as .xlsx or .csv. Or open the file in Excel, save it as an Excel Workbook (.xlsx), then choose that file.',
  'error.file.json.title': 'This is JSON, not a table',
  'error.file.json.why':
    'Programs hand data to each other this way, whatever the file is called. It has no rows and columns that are certain.',
  'error.file.json.remedy':
    'Export the data as CSV where it comes from. Or open it in Excel under Data, Get Data, From JSON, save that as a workbook (.xlsx), and choose the new file.',
  'error.file.xml.title': 'This is XML, not a table',
  'error.file.xml.why':
    'Programs hand data to each other this way, whatever the file is called. It has no rows and columns that are certain.',
  'error.file.xml.remedy':
    'Export the data as CSV where it comes from. Or open it in Excel under Data, Get Data, From XML, save that as a workbook (.xlsx), and choose the new file.',
  'error.file.xml-spreadsheet.title': 'This is a spreadsheet in XML',
  'error.file.xml-spreadsheet.why':
    'It is written in an older form of XML that Excel opens but hardly any other program reads.',
  'error.file.xml-spreadsheet.remedy':
    'Open it in Excel, save it as an Excel Workbook (.xlsx), then choose that file.',
  'error.file.binary-workbook.title': 'This is a binary workbook',
  'error.file.binary-workbook.why':
    'Workbooks of the kind .xlsb keep their cells in a form Bulkhead does not read.',
  'error.file.binary-workbook.remedy':
    'Open it in Excel, save it as an Excel Workbook (.xlsx), then choose that file.',
  'error.file.old-workbook.title': 'The workbook is from before Excel 97',
  'error.file.old-workbook.why':
    'Such old workbooks are written in another way, which Bulkhead does not read.',
  'error.file.old-workbook.remedy':
    'Open it in Excel or LibreOffice, save it as an Excel Workbook (.xlsx), then choose that file.',
  'error.file.not-workbook.title': 'This is not a spreadsheet',
  'error.file.not-workbook.why':
    'Inside it is a document or an archive of another kind, without sheets, rows and cells.',
  'error.file.not-workbook.remedy':
    'Choose a workbook or a CSV file. If the spreadsheet lies inside an archive, unpack it first.',
} as const;

/** The words these errors bring for their sentences. */
export const workbookErrorWords = {
  'file.workbook-large': ['megabytes', 'limit'],
  'file.huge-cell': ['line', 'column'],
  'file.no-sheet': ['sheet'],
} as const;

/** How a workbook is read, and what was found in it. */
export const workbook = {
  'workbook.sheet': 'Sheet',
  'workbook.sheet.choice':
    '{name} ({rows, plural, =0 {empty} one {# filled row} other {# filled rows}}{hidden, select, yes {, hidden} other {}})',
  'workbook.sheet.only': 'The only sheet in the workbook',
  'workbook.sheet.first': 'The first of {count, number} sheets with rows',
  'workbook.sheet.passed': 'The first sheet that holds a table',
  'workbook.sheet.one': 'One of {count, number} sheets',
  'workbook.table': 'Table',
  'workbook.table.whole': 'The whole sheet',
  'workbook.table.choice': '{name} ({range})',
  'workbook.table.choice.named': '{name} ({range}, named range)',
  'workbook.table.none': 'No tables are marked on it',
  'workbook.table.some': '{count, plural, one {# table is} other {# tables are}} marked on it',
  'workbook.table.named':
    '{tables, plural, =0 {} one {# table and } other {# tables and }}{count, plural, one {# named range} other {# named ranges}} on it',
  'workbook.table.block': 'Only the cells {range} are read',
  'workbook.header': 'Header',
  'workbook.header.row': 'Row {row, number}',
  'workbook.header.first': 'The first row names the columns',
  'workbook.header.skipped': '{count, plural, one {# row} other {# rows}} above it skipped',
  'workbook.header.named': 'The first row of the named range',
  'workbook.header.apart': 'Row {row, number} names the columns',
  'workbook.header.table': 'The first row of the table',

  'workbook.finding.hidden-rows':
    '{count, plural, one {# hidden row is} other {# hidden rows are}} read like the others',
  'workbook.finding.hidden-rows.why':
    'The first is row {line, number} of the sheet. To leave them out, delete them in Excel and choose the file again.',
  'workbook.finding.filtered-rows':
    '{count, plural, one {# row that the filter hides is} other {# rows that the filter hides are}} read like the others',
  'workbook.finding.filtered-rows.why':
    'The first is row {line, number} of the sheet. To load only what the filter shows, copy those rows to a new sheet.',
  'workbook.finding.hidden-columns':
    '{count, plural, one {# hidden column is} other {# hidden columns are}} read like the others',
  'workbook.finding.hidden-columns.why': '{columns}. What is not matched to a field is not sent.',
  'workbook.finding.hidden-sheets':
    '{count, plural, one {# hidden sheet has} other {# hidden sheets have}} rows too',
  'workbook.finding.hidden-sheets.why':
    '“{sample}” is the first of them. They are not read unless you choose one above.',
  'workbook.finding.merged-cells':
    '{count, plural, one {# block of merged cells} other {# blocks of merged cells}}',
  'workbook.finding.merged-cells.why':
    'Only the first cell of a block holds its value, the others are empty. The first block begins in row {line, number}.',
  'workbook.finding.formulas-without-value':
    '{count, plural, one {# row has} other {# rows have}} formulas without a result',
  'workbook.finding.formulas-without-value.why':
    'The workbook was saved without working them out; the first is in row {line, number}. Such rows are held if that column is matched to a field. Open it in Excel, save it, then choose it again.',
  'workbook.finding.rounded-numbers': 'Numbers of 16 digits and more',
  'workbook.finding.rounded-numbers.why':
    '{columns}. Excel keeps 15 digits of a number and makes the others 0. Compare them with where they come from; kept as text they would be whole.',
  'workbook.finding.part': '{column} ({count, plural, one {# value} other {# values}}, such as {sample})',
  'workbook.finding.outside-table':
    '{count, plural, one {# cell beside or below the table is} other {# cells beside or below the table are}} not read',
  'workbook.finding.outside-table.why':
    'The first stands in row {line, number}. If it belongs to your rows, choose the whole sheet above.',
  'workbook.finding.totals-row': 'The total line of the table is no row',
  'workbook.finding.totals-row.why': 'It stands in row {line, number} and only adds up the others.',

  'cli.error.file.no-sheet':
    'There is no sheet, table or named range “{sheet}” in the file. It has {sheets}.',
  'cli.error.file.no-sheets': '--sheet is for workbooks, and the file is text.',
  'cli.sheet.chosen':
    'reading sheet “{sheet}”, the first of {count, number} with rows; --sheet chooses another one',
  'cli.workbook.unused':
    '{options} {count, plural, one {means} other {mean}} nothing in a workbook and {count, plural, one {was} other {were}} not looked at',
  'cli.sheet.table': 'reading table “{table}” of the sheet, one of {count, number} on it',
  'cli.row.row-no-value':
    'Line {line}, column {column} ({header}): the cell holds a formula whose result is not in the file.',
  'cli.row.row-totals': 'Line {line}: the row adds up the others and is no data.',
} as const;
