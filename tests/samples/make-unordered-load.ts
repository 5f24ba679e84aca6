import { between, pick, startRandom, type Random } from './random';

/** Types of columns that Bulk API 2.0 gives back in ways of their own. */
export type SampleType =
  | 'string'
  | 'textarea'
  | 'int'
  | 'currency'
  | 'double'
  | 'date'
  | 'datetime'
  | 'boolean'
  | 'reference';

export type SampleColumn = { name: string; type: SampleType };

/** A row as it is sent, and what it means: rows that mean the same are twins, however they are written. */
export type SentSample = { row: number; values: string[]; means: string[] };

/** A line of the results; `of` is the row it is about, which the lines of an org do not say. */
export type ResultSample = { values: string[]; of: number; fate: 'created' | 'failed' };

/** A load of Bulk API 2.0 and what came back of it. */
export type UnorderedLoad = {
  seed: number;
  columns: SampleColumn[];
  sent: SentSample[];
  /** Header of the results. */
  echoed: string[];
  results: ResultSample[];
  /** Every row has its result. */
  complete: boolean;
  /** Every column came back. */
  whole: boolean;
  /** Values were rendered as the documentation and its samples say; else in ways nobody has seen. */
  documented: boolean;
  /** Name of the column that identifies a row, if there is one. */
  key: string | null;
};

/** What a cell means, and one of the ways to write it. */
type Cell = { means: string; text: string };

const bySpelling = (means: string, ...texts: string[]) => ({ means, texts: [means, ...texts] });

/** Few different values, some of them hard to tell apart, so that twins and near-twins abound. */
const pools: Record<SampleType, { means: string; texts: string[] }[]> = {
  string: ['', 'a', 'b', 'a ', ' a', 'A', '1', '1.0', 'true', 'a,"b"'].map((text) => bySpelling(text)),
  textarea: [bySpelling(''), bySpelling('x\ny', 'x\r\ny', 'x\ry'), bySpelling('x y'), bySpelling('xy')],
  int: [bySpelling(''), bySpelling('7'), bySpelling('8'), bySpelling('-7')],
  currency: [
    bySpelling(''),
    bySpelling('1', '1.0', '1.00', '+1'),
    bySpelling('912260031', '912260031.0', '9.12260031E8'),
    bySpelling('912260032'),
    bySpelling('0.5', '.5', '0.50'),
    bySpelling('0.504'),
    bySpelling('-3'),
    bySpelling('0', '-0', '0.0'),
  ],
  double: [bySpelling(''), bySpelling('71664061.25'), bySpelling('71664061.254'), bySpelling('1e-7')],
  date: [bySpelling(''), bySpelling('2026-01-02', '2026-01-02Z'), bySpelling('2026-02-01')],
  datetime: [
    bySpelling(''),
    bySpelling('2026-01-02T10:00:00.000Z', '2026-01-02T10:00:00Z', '2026-01-02T12:00:00+02:00'),
    bySpelling('2026-01-02T10:00:00.400Z'),
    bySpelling('2026-01-02T10:00:01.000Z', '2026-01-02T05:00:01-05:00'),
  ],
  boolean: [bySpelling(''), bySpelling('true', '1', 'TRUE'), bySpelling('false', '0')],
  reference: [
    bySpelling(''),
    bySpelling('001000000000001', '001000000000001AAA'),
    bySpelling('00100000000000A', '00100000000000AAAQ'),
  ],
};

const makeCell = (random: Random, type: SampleType): Cell => {
  const { means, texts } = pick(random, pools[type]);
  return { means, text: pick(random, texts) };
};

/** As Java's Double.toString writes a number. */
const asJavaDouble = (value: number): string => {
  if (value === 0) return '0.0';
  const size = Math.abs(value);
  if (size >= 1e-3 && size < 1e7) return String(value).includes('.') ? String(value) : `${value}.0`;
  const [digits = '', exponent = '0'] = value.toExponential().split('e');
  return `${digits.includes('.') ? digits : `${digits}.0`}E${Number(exponent)}`;
};

type Rendering = (type: SampleType, cell: Cell) => string;

const renderDocumented =
  (random: Random): Rendering =>
  (type, { means, text }) => {
    if (means === '') return '';
    if (type === 'currency' || type === 'double') return asJavaDouble(Number(means));
    if (type === 'boolean') return pick(random, [means, means === 'true' ? '1' : '0', text]);
    if (type === 'date') return pick(random, [means, `${means}Z`]);
    if (type === 'datetime') return pick(random, [means, means.replace('Z', '+0000'), text]);
    if (type === 'reference') return pick(random, [means, text]);
    return type === 'textarea' ? pick(random, [text, means]) : text;
  };

/** Ways nobody has seen, each of which makes some values look like others, or like nothing that was sent. */
const oddities: Record<string, Partial<Record<SampleType, (means: string) => string>>> = {
  rounded: {
    currency: (means) => Number(means).toFixed(2),
    double: (means) => Number(means).toFixed(2),
    datetime: (means) => means.replace(/\.\d{3}Z$/, '.000Z'),
  },
  trimmed: { string: (means) => means.trim() },
  foreign: {
    date: (means) => means.split('-').toReversed().join('.'),
    datetime: (means) => String(new Date(means)),
    boolean: (means) => (means === 'true' ? 'yes' : 'no'),
    currency: (means) => `${means},00`,
  },
  dropped: { currency: () => '', date: () => '', boolean: () => '' },
};

const renderOddly = (random: Random): Rendering => {
  const ways = Object.values(oddities).filter(() => random() < 0.5);
  const usual = renderDocumented(random);
  return (type, cell) => {
    if (cell.means === '') return '';
    const way = ways.find((candidate) => candidate[type] !== undefined)?.[type];
    return way === undefined ? usual(type, cell) : way(cell.means);
  };
};

const shuffle = <T>(random: Random, items: readonly T[]): T[] =>
  items
    .map((item) => ({ item, sort: random() }))
    .sort((a, b) => a.sort - b.sort)
    .map(({ item }) => item);

/** New rows, twins of rows before, and near-twins, which differ from such a row in one cell. */
const makeRows = (random: Random, columns: readonly SampleColumn[], rows: number): Cell[][] => {
  const made: Cell[][] = [];
  for (let row = 0; row < rows; row += 1) {
    const fresh = columns.map(({ type }) => makeCell(random, type));
    const model = made.length > 0 && random() < 0.6 ? pick(random, made) : null;
    const changed = random() < 0.5 ? between(random, 0, columns.length - 1) : -1;
    made.push(
      model === null ? fresh : model.map((cell, at) => (at === changed ? (fresh[at] ?? cell) : cell)),
    );
  }
  return made;
};

/** Some get lost, or the end of what was downloaded is missing. */
const loseSome = (random: Random, results: ResultSample[]): ResultSample[] => {
  const way = random();
  if (way < 0.5) return results;
  if (way < 0.75) return results.filter(() => random() < 0.85);
  return results.slice(0, between(random, 0, results.length));
};

export type LoadWishes = {
  most: number;
  /** Name of a column that carries a key of its own for each row, or null for none. */
  trace?: string | null;
};

const types = Object.keys(pools) as SampleType[];

/** Makes the load of a seed: always the same one. */
export const makeUnorderedLoad = (seed: number, { most, trace = null }: LoadWishes): UnorderedLoad => {
  const random = startRandom(`unordered-${seed}`);
  const plain = Array.from({ length: between(random, 1, 6) }, (_, at) => ({
    name: `${pick(random, ['Name', 'Field', 'Some_Value'])}${at}__c`,
    type: pick(random, types),
  }));
  const keyed = trace === null && random() < 0.3;
  const columns: SampleColumn[] = [
    ...(keyed ? [{ name: 'Key__c', type: 'string' as const }] : []),
    ...plain,
    ...(trace === null ? [] : [{ name: trace, type: 'string' as const }]),
  ];
  const bare = makeRows(random, columns, between(random, 1, most));
  const cells = bare.map((row, at) =>
    row.map((cell, place) => {
      if (columns[place]?.name === trace) return { means: `0a1b2c3d-${at + 1}`, text: `0a1b2c3d-${at + 1}` };
      // Most keys are there once, some are repeated or empty.
      if (keyed && place === 0 && random() < 0.8) return { means: `K-${at}`, text: `K-${at}` };
      return cell;
    }),
  );
  const documented = random() < 0.6;
  const render = documented ? renderDocumented(random) : renderOddly(random);
  const order = shuffle(random, [...columns.keys()]);
  const whole = random() < 0.85;
  const dropped = whole ? undefined : order.find((place) => columns[place]?.name !== trace);
  const back = order.length === 1 ? order : order.filter((place) => place !== dropped);
  const sent = cells.map((row, at) => ({
    row: at + 1,
    values: row.map(({ text }) => text),
    means: row.map(({ means }) => means),
  }));
  const answered = cells.map((row, at): ResultSample => {
    const rendered = row.map((cell, place) => render(columns[place]?.type ?? 'string', cell));
    return {
      of: at + 1,
      values: back.map((place) => rendered[place] ?? ''),
      fate: pick(random, ['created', 'failed']),
    };
  });
  const results = loseSome(random, shuffle(random, answered));
  const changeCase = random() < 0.2;
  return {
    seed,
    columns,
    sent,
    echoed: back.map((place) => {
      const name = columns[place]?.name ?? '';
      return changeCase ? name.toLowerCase() : name;
    }),
    results,
    complete: results.length === sent.length,
    whole: back.length === columns.length,
    documented,
    key: trace ?? (keyed ? 'Key__c' : null),
  };
};
