import type { Dice } from './dice';
import { writeCsvLine } from './csv';
import type { Values } from './values';

export type Operation = 'insert' | 'upsert' | 'update' | 'delete';
export type Api = 'auto' | '2.0' | '1.0' | 'collections';

/** A row as the file has it. */
export type SourceRow = {
  /** 1-based, as the command counts. */
  row: number;
  cells: string[];
  /** What is sent of it, by wire name. */
  values: Values;
  /** Too few cells, or an error cell: it must not be sent. */
  damaged: boolean;
};

/** A record that is in the org before the load. */
export type Before = { id: string; values: Values };

export type DrawnLoad = {
  /** Stands in every value that could be a person's, so that it is found wherever it has no business. */
  mark: string;
  object: 'Contact' | 'Lead';
  operation: Operation;
  api: Api;
  externalId: string | null;
  header: string[];
  rows: SourceRow[];
  /** Rows as a later file mended them, by number; what the ledger says then decides whether they were taken. */
  mended: Map<number, SourceRow>;
  /** Rows of which a person found out, and said, that they are not in the org. */
  foundOut: Set<number>;
  bytes: Buffer;
  /** Options of the command that belong to the load. */
  words: string[];
  /** What upserts, updates and deletes find. */
  before: readonly Before[];
};

/** Makes records by another way than the one that is judged; returns their ids. */
export type MakeRecords = (object: string, records: readonly Values[]) => Promise<string[]>;

/** Carries the key of a row where it is asked to. */
export const traceField = 'Meter_No__c';

const titles: Readonly<Record<string, string>> = {
  Contact_No__c: 'Contact No',
  Legacy_Id__c: 'Legacy Id',
  LastName: 'Last Name',
  FirstName: 'FirstName',
  Title: 'Title',
  Department: 'Department',
  Company: 'Company',
  Email: 'Email',
  Annual_Budget__c: 'Annual Budget',
  Newsletter__c: 'Newsletter',
  Birthdate: 'Birthdate',
  Description: 'Description',
  Id: 'Id',
  'Account.Account_No__c': 'Account.Account_No__c',
};

const words = ['Müller', 'Łódź', 'a,b', 'say "hi"', "d'Arc", 'semi;colon', 'tab\there', 'plain'] as const;
const latinWords = ['Müller', 'façade', 'a,b', 'say "hi"', "d'Arc", 'semi;colon', 'plain'] as const;

/** How the bytes of the file are written. */
type Form = {
  delimiter: string;
  end: string;
  encode: (text: string) => Buffer;
  option: string[];
  latin: boolean;
};

const drawForm = (dice: Dice): Form => {
  const delimiter = dice.pick([',', ',', ';', '\t']);
  const end = dice.pick(['\n', '\r\n']);
  const kind = dice.pick(['utf-8', 'utf-8', 'marked', 'utf-16le', 'latin'] as const);
  const base = { delimiter, end, latin: kind === 'latin' };
  if (kind === 'utf-16le')
    return { ...base, encode: (text) => Buffer.from(`\uFEFF${text}`, 'utf16le'), option: [] };
  if (kind === 'latin')
    return { ...base, encode: (text) => Buffer.from(text, 'latin1'), option: ['--encoding', 'windows-1252'] };
  return {
    ...base,
    encode: (text) => Buffer.from(`${kind === 'marked' ? '\uFEFF' : ''}${text}`),
    option: [],
  };
};

type Kind = 'insert' | 'insert-unique' | 'insert-shared' | 'upsert' | 'upsert-shared' | 'update' | 'delete';

const keyOf: Readonly<Record<Kind, string | null>> = {
  insert: null,
  'insert-unique': 'Contact_No__c',
  'insert-shared': 'Legacy_Id__c',
  upsert: 'Contact_No__c',
  'upsert-shared': 'Legacy_Id__c',
  update: 'Id',
  delete: 'Id',
};

const fieldsOf = (kind: Kind, dice: Dice): string[] => {
  const key = keyOf[kind];
  if (kind === 'delete') return ['Id'];
  const isLead = kind.endsWith('shared');
  const always = isLead ? ['LastName', 'Company'] : kind === 'update' ? ['Title'] : ['LastName'];
  const own = isLead
    ? ['Title', 'Description']
    : ['Department', 'Annual_Budget__c', 'Newsletter__c', 'Birthdate', 'Description', 'FirstName'];
  const more = ['Email', ...own.filter(() => dice.chance(0.5))];
  if (!isLead && kind !== 'update' && dice.chance(0.3)) more.push('Account.Account_No__c');
  return [...(key === null ? [] : [key]), ...always, ...more];
};

/** Accounts that exist in every round; the first are shared by many rows. */
export const parents = ['P-1', 'P-2', 'P-3', 'P-4'] as const;

const drawValue = (field: string, name: string, dice: Dice, latin: boolean): string => {
  const text = (): string => `${name} ${dice.pick(latin ? latinWords : words)}`;
  switch (field) {
    case 'LastName':
    case 'FirstName':
    case 'Department':
    case 'Title':
    case 'Company':
      return text();
    case 'Description':
      return dice.chance(0.5) ? `${text()}\nsecond line\n\nfourth "line"` : text();
    case 'Email':
      return dice.chance(0.5) ? '' : `${name}@${dice.chance(0.1) ? 'no address' : 'a.example'}`;
    case 'Annual_Budget__c':
      return dice.pick(['', '100', '100.0', '100.00', '250.5', '12345678.9', '0']);
    case 'Newsletter__c':
      return dice.pick(['true', 'false', 'true']);
    case 'Birthdate':
      return dice.pick(['', '1980-02-29', '1999-12-31', '2001-01-01']);
    case 'Account.Account_No__c':
      return dice.chance(0.1) ? 'P-unknown' : dice.pick(parents);
    default:
      return name;
  }
};

/** Another row that looks much like one: in one value of another spelling, in one other value, or in none. */
const drawTwin = (values: Values, dice: Dice): Values => {
  const twin: Record<string, string> = { ...values };
  const budget = twin['Annual_Budget__c'];
  if (budget !== undefined && dice.chance(0.4)) {
    twin['Annual_Budget__c'] = dice.pick(['100', '100.0', '100.00', '250.5', '250.50']);
    return twin;
  }
  const field = dice.pick(['Title', 'Department', 'Birthdate', 'Newsletter__c', 'Description']);
  if (twin[field] === undefined || dice.chance(0.3)) return twin;
  if (field === 'Birthdate') twin[field] = dice.pick(['', '1980-02-28', '1999-12-30']);
  else if (field === 'Newsletter__c') twin[field] = twin[field] === 'true' ? 'false' : 'true';
  else twin[field] = dice.chance(0.5) ? (twin[field] ?? '').toUpperCase() : `${twin[field]}.`;
  return twin;
};

const drawKind = (dice: Dice): Kind =>
  dice.pick([
    'insert',
    'insert',
    'insert-unique',
    'insert-shared',
    'upsert',
    'upsert',
    'upsert-shared',
    'update',
    'delete',
  ]);

const drawApi = (dice: Dice): { api: Api; words: string[] } => {
  const api = dice.pick(['auto', '2.0', '2.0', '1.0', '1.0', 'collections', 'collections'] as const);
  const size = String(dice.number(4, 25));
  if (api === '1.0')
    return {
      api,
      words: ['--api', '1.0', '--batch-size', size, ...(dice.chance(0.3) ? ['--mode', 'serial'] : [])],
    };
  if (api === 'collections') return { api, words: ['--api', api, '--batch-size', size] };
  return { api, words: ['--api', api] };
};

/** Records that stand in the org before an upsert, an update or a delete. */
const makeBefore = async (
  kind: Kind,
  mark: string,
  count: number,
  dice: Dice,
  make: MakeRecords,
): Promise<Before[]> => {
  if (kind.startsWith('insert')) return [];
  const isLead = kind === 'upsert-shared';
  const key = keyOf[kind] ?? 'Id';
  const records = Array.from({ length: count }, (_, at): Values => ({
    LastName: `${mark}old${at}`,
    ...(isLead ? { Company: `${mark}old` } : {}),
    ...(key === 'Id' ? {} : { [key]: `${mark}k${at}` }),
  }));
  // A key that two records share refuses its rows.
  if (isLead && dice.chance(0.5)) records.push({ ...records[0] });
  const ids = await make(isLead ? 'Lead' : 'Contact', records);
  return records.map((values, at) => ({ id: ids[at] ?? '', values }));
};

/** A load of any kind, as a person might have it, with whatever such files have in them. */
export const drawLoad = async (mark: string, dice: Dice, make: MakeRecords): Promise<DrawnLoad> => {
  const kind = drawKind(dice);
  const form = drawForm(dice);
  const { api, words: way } = drawApi(dice);
  const fields = fieldsOf(kind, dice);
  const key = keyOf[kind];
  const count = dice.number(8, 70);
  const before = await makeBefore(kind, mark, Math.ceil(count / 2), dice, make);
  const known = before.map(({ id, values }) => (key === 'Id' ? id : (values[key ?? ''] ?? '')));

  const drawKey = (at: number, earlier: readonly Values[]): string => {
    const repeated = earlier.length > 0 && dice.chance(0.06) ? dice.pick(earlier)[key ?? ''] : undefined;
    if (repeated !== undefined) return repeated;
    if (key === 'Id') {
      const id = known[at % known.length] ?? '';
      // Ids nobody has; of digits alone, which need no check characters.
      if (at >= known.length || dice.chance(0.08)) return `003000000${900_000 + at}AAA`;
      return dice.chance(0.15) && /^\w{15}AAA$/.test(id) ? id.slice(0, 15) : id;
    }
    return `${mark}k${at}`;
  };

  const rows: SourceRow[] = [];
  const drawn: Values[] = [];
  const records: string[] = [];
  for (let at = 0; at < count; at += 1) {
    const row = rows.length + 1;
    let values: Values = Object.fromEntries(
      fields.map((field) => [
        field,
        field === key ? drawKey(at, drawn) : drawValue(field, `${mark}r${row}`, dice, form.latin),
      ]),
    );
    if (drawn.length > 0 && dice.chance(kind === 'insert' ? 0.3 : 0.05)) {
      const twin = drawTwin(dice.pick(drawn), dice);
      values = key === null || dice.chance(0.3) ? twin : { ...twin, [key]: values[key] ?? '' };
    }
    drawn.push(values);
    const cells = [...fields.map((field) => values[field] ?? ''), `${mark} note ${row}`];
    const damage = dice.chance(0.03) ? dice.pick(['short', 'error'] as const) : null;
    if (damage === 'error' && fields.length > 1) cells[1] = '#REF!';
    const damaged = damage === 'short' || (damage === 'error' && fields.length > 1);
    rows.push({ row, cells, values, damaged });
    records.push(writeCsvLine(damage === 'short' ? cells.slice(0, -1) : cells, form.delimiter));
    if (dice.chance(0.02)) records.push('');
  }
  const header = [...fields.map((field) => (dice.chance(0.5) ? field : (titles[field] ?? field))), 'Note'];
  const text = `${[writeCsvLine(header, form.delimiter), ...records].join(form.end)}${dice.chance(0.8) ? form.end : ''}`;
  const operation = (kind.split('-')[0] ?? 'insert') as Operation;
  return {
    mark,
    object: kind.endsWith('shared') ? 'Lead' : 'Contact',
    operation,
    api,
    externalId: operation === 'upsert' ? key : null,
    header,
    rows,
    mended: new Map(),
    foundOut: new Set(),
    bytes: form.encode(text),
    words: [
      ...way,
      ...form.option,
      ...(kind === 'insert' && dice.chance(0.2) ? ['--trace-field', traceField] : []),
    ],
    before,
  };
};
