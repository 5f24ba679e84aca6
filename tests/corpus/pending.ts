/** How a file is looked at: through the calls of the screens, the command line, and the window itself. */
export type View = 'screens' | 'screens-sent' | 'command-line' | 'command-line-sent' | 'window';

const list = (names: string): string[] => names.trim().split(/\s+/);

/** Files that share a reason. */
export type Pending = { reason: string; files: readonly string[] };

/**
 * Files that do not read, or are not sent, as expected yet, and why. A test makes sure that each of them still
 * fails, so the list can only shrink.
 */
export const pending: Readonly<Record<View, readonly Pending[]>> = {
  screens: [
    {
      reason: 'Workbooks are not read yet.',
      files: list(`
      active-sheet.xlsx binary.xlsb bomb.xlsx cells.xlsx cut-sheet.xlsx durations.xlsx empty.xlsx
      entities.xlsx errors.xlsx exceljs.xlsx filtered.xlsx flat.fods formats.xlsx formulas.xlsx
      gaps.xlsx header-only.xlsx header-repeated.xlsx hidden.xlsx hucre.xlsx iso-dates.xlsx
      leap-day-1900.xlsx libreoffice.ods libreoffice.xls libreoffice.xlsx long-numbers.xlsx
      long-texts.xls macros.xlsm merged.xlsx missing-sheet.xlsx missing-string.xlsx mixed-dates.xlsx
      no-references.xlsx noise.xlsx odd-paths.xlsx openpyxl.xlsx outside-entity.xlsx password.ods
      password.xls password.xlsx prefixed.xlsx repeats.ods rich-text.xlsx strict.xlsx
      strings-last.xlsx system-1904.ods system-1904.xls system-1904.xlsx table-chosen.xlsx table.xlsx
      texts.ods three-sheets.xlsx titles.ods titles.xls titles.xlsx truncated.xlsx types.ods
      workbook-named.csv workbook-named.xls wrong-checksum.xlsx xls-named.xlsx xlsxwriter-table.xlsx
      xlsxwriter.xlsx
    `),
    },
    { reason: 'The likelier encoding is taken without a word.', files: list(`encoding-doubt.csv`) },
    { reason: 'Spanish error names are not known yet.', files: list(`error-cells.csv`) },
    { reason: 'What Excel did to values is not told.', files: list(`excel-damage.csv`) },
    {
      reason: 'The file is refused; nobody can say what becomes of the column.',
      files: list(`header-empty.csv`),
    },
    {
      reason: 'The file is refused; nobody can say what becomes of the second column.',
      files: list(`header-repeated.csv`),
    },
    {
      reason: 'Read as text; nothing tells markup from a table yet.',
      files: list(`html-table.xls spreadsheet-2003.xls`),
    },
    { reason: 'Long numbers are not told.', files: list(`long-numbers.csv`) },
    {
      reason: 'The encoding is not among those that can be chosen.',
      files: list(`macintosh.csv shift-jis.csv`),
    },
    { reason: 'Called a quote left open.', files: list(`quote-then-cells.csv`) },
    {
      reason: 'The file is refused, though the row after it is certain.',
      files: list(`quote-then-text.csv`),
    },
    {
      reason: 'The delimiter is not found where most rows are damaged, though the header names it.',
      files: list(`ragged.csv`),
    },
    { reason: 'Short Ids are not told.', files: list(`record-ids.csv`) },
    {
      reason: 'The foot of the report keeps the delimiter from being found.',
      files: list(`salesforce-report.csv`),
    },
    { reason: 'What stands above the header is not told.', files: list(`title-lines.csv`) },
    { reason: 'Called a quote left open, though the quote is closed.', files: list(`too-large-cell.csv`) },
    { reason: 'Total lines are not told from records yet.', files: list(`total-line.csv`) },
  ],
  'screens-sent': [
    {
      reason: 'Workbooks are not read yet.',
      files: list(`
      cells.xlsx durations.xlsx errors.xlsx formats.xlsx leap-day-1900.xlsx libreoffice.ods
      libreoffice.xls libreoffice.xlsx mixed-dates.xlsx
    `),
    },
    { reason: 'Months in words are no dates yet.', files: list(`dates-in-words.csv`) },
    { reason: 'Spanish error names are not known yet.', files: list(`error-cells.csv`) },
    { reason: 'Times without a zone have none to be read in.', files: list(`moments.csv`) },
    { reason: 'Indian grouping is not read yet.', files: list(`numbers.csv`) },
  ],
  'command-line': [
    {
      reason: 'The foot of the report is told as rows of a wrong width.',
      files: list(`salesforce-report.csv`),
    },
    {
      reason: 'Workbooks are not read yet.',
      files: list(`
      active-sheet.xlsx binary.xlsb bomb.xlsx cells.xlsx cut-sheet.xlsx durations.xlsx empty.xlsx
      entities.xlsx errors.xlsx exceljs.xlsx filtered.xlsx flat.fods formats.xlsx formulas.xlsx
      gaps.xlsx header-only.xlsx header-repeated.xlsx hidden.xlsx hucre.xlsx iso-dates.xlsx
      leap-day-1900.xlsx libreoffice.ods libreoffice.xls libreoffice.xlsx long-numbers.xlsx
      long-texts.xls macros.xlsm merged.xlsx missing-sheet.xlsx missing-string.xlsx mixed-dates.xlsx
      no-references.xlsx noise.xlsx odd-paths.xlsx openpyxl.xlsx outside-entity.xlsx password.ods
      password.xls password.xlsx prefixed.xlsx repeats.ods rich-text.xlsx strict.xlsx
      strings-last.xlsx system-1904.ods system-1904.xls system-1904.xlsx table-chosen.xlsx table.xlsx
      texts.ods three-sheets.xlsx titles.ods titles.xls titles.xlsx truncated.xlsx types.ods
      workbook-named.csv workbook-named.xls wrong-checksum.xlsx xls-named.xlsx xlsxwriter-table.xlsx
      xlsxwriter.xlsx
    `),
    },
    { reason: 'The likelier encoding is taken without a word.', files: list(`encoding-doubt.csv`) },
    { reason: 'The command line does not take the guards off.', files: list(`guarded.csv`) },
    {
      reason: 'Read as text; nothing tells markup from a table yet.',
      files: list(`html-table.xls spreadsheet-2003.xls`),
    },
    {
      reason: 'The encoding is not among those that can be chosen.',
      files: list(`macintosh.csv shift-jis.csv`),
    },
    { reason: 'Called a quote left open.', files: list(`quote-then-cells.csv`) },
    {
      reason: 'The file is refused, though the row after it is certain.',
      files: list(`quote-then-text.csv`),
    },
    { reason: 'The command line takes the first line for the header.', files: list(`title-lines.csv`) },
    { reason: 'Called a quote left open, though the quote is closed.', files: list(`too-large-cell.csv`) },
    { reason: 'Total lines are not told from records yet.', files: list(`total-line.csv`) },
  ],
  'command-line-sent': [
    {
      reason: 'Workbooks are not read yet.',
      files: list(`
      cells.xlsx durations.xlsx errors.xlsx formats.xlsx leap-day-1900.xlsx libreoffice.ods
      libreoffice.xls libreoffice.xlsx mixed-dates.xlsx
    `),
    },
    {
      reason: 'The command line sends values as they stand.',
      files: list(`
      dates-ambiguous.csv dates-contradict.csv dates-impossible.csv dates-in-words.csv dates.csv
      moments.csv numbers-ambiguous.csv numbers-no-number.csv times.csv
    `),
    },
    { reason: 'Spanish error names are not known yet.', files: list(`error-cells.csv`) },
    { reason: 'Indian grouping is not read yet.', files: list(`numbers.csv`) },
  ],
  window: [
    {
      reason: 'Workbooks are not read yet.',
      files: list(`
      active-sheet.xlsx binary.xlsb bomb.xlsx cells.xlsx cut-sheet.xlsx durations.xlsx empty.xlsx
      entities.xlsx errors.xlsx exceljs.xlsx filtered.xlsx flat.fods formats.xlsx formulas.xlsx
      gaps.xlsx header-only.xlsx header-repeated.xlsx hidden.xlsx hucre.xlsx iso-dates.xlsx
      leap-day-1900.xlsx libreoffice.ods libreoffice.xls libreoffice.xlsx long-numbers.xlsx
      long-texts.xls macros.xlsm merged.xlsx missing-sheet.xlsx missing-string.xlsx mixed-dates.xlsx
      no-references.xlsx noise.xlsx odd-paths.xlsx openpyxl.xlsx outside-entity.xlsx password.ods
      password.xls password.xlsx prefixed.xlsx repeats.ods rich-text.xlsx strict.xlsx
      strings-last.xlsx system-1904.ods system-1904.xls system-1904.xlsx table-chosen.xlsx table.xlsx
      texts.ods three-sheets.xlsx titles.ods titles.xls titles.xlsx truncated.xlsx types.ods
      workbook-named.csv workbook-named.xls wrong-checksum.xlsx xls-named.xlsx xlsxwriter-table.xlsx
      xlsxwriter.xlsx
    `),
    },
    { reason: 'Spanish error names are not known yet.', files: list(`error-cells.csv`) },
    { reason: 'What Excel did to values is not told.', files: list(`excel-damage.csv`) },
    {
      reason: 'The file is refused; nobody can say what becomes of the column.',
      files: list(`header-empty.csv`),
    },
    {
      reason: 'The file is refused; nobody can say what becomes of the second column.',
      files: list(`header-repeated.csv`),
    },
    {
      reason: 'Read as text; nothing tells markup from a table yet.',
      files: list(`html-table.xls spreadsheet-2003.xls`),
    },
    {
      reason: 'Called a quote left open, though the cell is too large.',
      files: list(`hundred-megabytes.csv`),
    },
    { reason: 'Long numbers are not told.', files: list(`long-numbers.csv`) },
    {
      reason: 'The encoding is not among those that can be chosen.',
      files: list(`macintosh.csv shift-jis.csv`),
    },
    {
      reason: 'The sentence names the line but not the column.',
      files: list(`quote-open-at-end.csv quote-open.csv`),
    },
    { reason: 'Called a quote left open.', files: list(`quote-then-cells.csv`) },
    {
      reason: 'The file is refused, though the row after it is certain.',
      files: list(`quote-then-text.csv`),
    },
    {
      reason: 'The delimiter is not found where most rows are damaged, though the header names it.',
      files: list(`ragged.csv`),
    },
    { reason: 'Short Ids are not told.', files: list(`record-ids.csv`) },
    {
      reason: 'The foot of the report keeps the delimiter from being found.',
      files: list(`salesforce-report.csv`),
    },
    { reason: 'What stands above the header is not told.', files: list(`title-lines.csv`) },
    { reason: 'Called a quote left open, though the quote is closed.', files: list(`too-large-cell.csv`) },
    { reason: 'Total lines are not told from records yet.', files: list(`total-line.csv`) },
  ],
};

/** Why a file does not read as expected yet; undefined where it must. */
export const reasonOf = (view: View, file: string): string | undefined =>
  pending[view].find(({ files }) => files.includes(file))?.reason;
