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
      reason: 'Percent cells are read as fractions, a hundredth of what a percent field wants.',
      files: list(`
      formats.xlsx libreoffice.ods libreoffice.xls libreoffice.xlsx openpyxl.xlsx types.ods
      xls-named.xlsx
    `),
    },
    {
      reason: 'The text that is shown is read in place of the value the cell says it has.',
      files: list(`texts.ods`),
    },
    { reason: 'A line of two cells above the table is taken for the header.', files: list(`titles.xlsx`) },
  ],
  'screens-sent': [
    {
      reason: 'Percent cells are read as fractions, a hundredth of what a percent field wants.',
      files: list(`
      formats.xlsx libreoffice.ods libreoffice.xls libreoffice.xlsx
    `),
    },
  ],
  'command-line': [
    {
      reason: 'Percent cells are read as fractions, a hundredth of what a percent field wants.',
      files: list(`
      formats.xlsx libreoffice.ods libreoffice.xls libreoffice.xlsx openpyxl.xlsx types.ods
      xls-named.xlsx
    `),
    },
    {
      reason: 'The text that is shown is read in place of the value the cell says it has.',
      files: list(`texts.ods`),
    },
    { reason: 'A line of two cells above the table is taken for the header.', files: list(`titles.xlsx`) },
  ],
  'command-line-sent': [
    {
      reason: 'The command line sends values as they stand.',
      files: list(`
      formats.xlsx libreoffice.ods libreoffice.xls libreoffice.xlsx
    `),
    },
  ],
  window: [],
};

/** Why a file does not read as expected yet; undefined where it must. */
export const reasonOf = (view: View, file: string): string | undefined =>
  pending[view].find(({ files }) => files.includes(file))?.reason;
