/** Values by wire name, as a row of a file, a body on the wire or a record of the org has them. */
export type Values = Readonly<Record<string, string>>;

const numbers: ReadonlySet<string> = new Set(['Annual_Budget__c', 'NumberOfEmployees']);
const flags: ReadonlySet<string> = new Set(['Newsletter__c']);

/** The one form of all spellings of a value that are the same to the org. */
export const settleText = (field: string, text: string): string => {
  const bare = text.replaceAll('\r\n', '\n');
  if (bare === '' || bare === '#N/A') return '';
  // The org keeps two decimals, so what differs behind them is the same to it.
  if (numbers.has(field)) return Number(bare).toFixed(2);
  if (flags.has(field)) return bare === '1' || bare === 'true' ? 'true' : 'false';
  if (field === 'Id') return bare.slice(0, 15);
  return bare;
};

/** What a row says, in one text: equal for rows that nobody could tell apart. */
export const signOf = (values: Values): string =>
  Object.keys(values)
    .sort()
    .map((field) => [field, settleText(field, values[field] ?? '')])
    .filter(([field, text]) => text !== '' && field !== 'Meter_No__c')
    .map(([field, text]) => `${field}=${text}`)
    .join('\u0001');

type Json = Record<string, unknown>;

const isPlain = (value: unknown): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

/** A value of JSON as text; '' for none. */
export const toText = (value: unknown): string => (isPlain(value) ? String(value) : '');

/** A record of JSON as values; a parent that is named by its key stands as `Parent.Key`. */
export const flattenRecord = (record: Json): Record<string, string> => {
  const values: Record<string, string> = {};
  for (const [name, value] of Object.entries(record)) {
    if (name === 'attributes' || value === null || value === undefined) continue;
    if (isPlain(value)) values[name] = String(value);
    else
      for (const [inner, text] of Object.entries(value as Json))
        if (inner !== 'attributes' && isPlain(text)) values[`${name}.${inner}`] = String(text);
  }
  return values;
};

/** Whether a record of the org says what a row says, in every field the row fills. */
export const holds = (record: Json, row: Values, parents: ReadonlyMap<string, string>): boolean =>
  Object.entries(row).every(([field, text]) => {
    const wanted = settleText(field, text);
    if (wanted === '') return true;
    if (field === 'Account.Account_No__c') return record['AccountId'] === parents.get(wanted);
    return settleText(field, toText(record[field])) === wanted;
  });
