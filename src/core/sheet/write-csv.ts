const needsQuotes = /[",\n\r]|^\s|\s$/;

/**
 * One record in the dialect every upload uses: comma, quotes only where needed and doubled inside, LF at the
 * end. Line breaks inside a value become LF: Salesforce fails a whole job for breaks of the other kind ("LineEnding
 * is invalid on user data"). A record with a single empty value is quoted, since an empty line is no record.
 */
export const writeRecord = (values: readonly string[]): string => {
  if (values.length === 1 && values[0] === '') return '""\n';
  const cells = values.map((value) => {
    if (!needsQuotes.test(value)) return value;
    return `"${value.replace(/\r\n?/g, '\n').replace(/"/g, '""')}"`;
  });
  return `${cells.join(',')}\n`;
};

const mustQuote = /[",\n\r]/;

/**
 * One record for a machine, after RFC 4180 with LF at the end: every value as it is, line breaks included. A record
 * with a single empty value is quoted, since an empty line is no record.
 */
export const writeExactRecord = (values: readonly string[]): string => {
  if (values.length === 1 && values[0] === '') return '""\n';
  const cells = values.map((value) => (mustQuote.test(value) ? `"${value.replaceAll('"', '""')}"` : value));
  return `${cells.join(',')}\n`;
};

/**
 * Cells for a machine, after RFC 4180 but for the end of the record: every one is quoted and stands as it is, line
 * breaks included.
 */
export const writeQuotedCells = (values: readonly string[]): string =>
  values.map((value) => `"${value.includes('"') ? value.replaceAll('"', '""') : value}"`).join(',');
