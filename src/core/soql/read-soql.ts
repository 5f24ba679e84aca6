/** What a query asks for, found without knowing the org; positions are those of the text. */
export type SoqlOutline = {
  /** Entries of the SELECT list as they are written. */
  select: string[];
  /** The object after FROM. */
  from: string | null;
  /** Where FROM stands. */
  fromAt: number;
  /** Words outside of quotes and parentheses, in capitals, with where they stand. */
  words: { word: string; at: number }[];
  /** Words inside parentheses of the SELECT list, in capitals. */
  nested: string[];
};

/** Why a text is no query, however an org is made. */
export type SoqlFlaw = 'empty' | 'not-select' | 'no-from' | 'open-quote' | 'parentheses';

const wordAt = /[A-Za-z_][\w.]*/y;

type Scan = {
  words: SoqlOutline['words'];
  nested: { word: string; at: number }[];
  commas: number[];
  flaw: SoqlFlaw | null;
};

/** One pass over the text: quotes are skipped, parentheses counted. */
const scan = (soql: string): Scan => {
  const found: Scan = { words: [], nested: [], commas: [], flaw: null };
  let depth = 0;
  for (let at = 0; at < soql.length; at += 1) {
    const character = soql.charAt(at);
    if (character === "'") {
      at += 1;
      while (at < soql.length && soql.charAt(at) !== "'") at += soql.charAt(at) === '\\' ? 2 : 1;
      if (at >= soql.length) return { ...found, flaw: 'open-quote' };
    } else if (character === '(') depth += 1;
    else if (character === ')') {
      depth -= 1;
      if (depth < 0) return { ...found, flaw: 'parentheses' };
    } else if (character === ',' && depth === 0) found.commas.push(at);
    else {
      wordAt.lastIndex = at;
      const word = wordAt.exec(soql)?.[0];
      if (word === undefined) continue;
      (depth === 0 ? found.words : found.nested).push({ word: word.toUpperCase(), at });
      at += word.length - 1;
    }
  }
  return depth === 0 ? found : { ...found, flaw: 'parentheses' };
};

/** Reads the outline of a SOQL query, or says why the text is none. */
export const readSoql = (soql: string): SoqlOutline | { flaw: SoqlFlaw } => {
  if (soql.trim() === '') return { flaw: 'empty' };
  const { words, nested, commas, flaw } = scan(soql);
  if (flaw !== null) return { flaw };
  const [first] = words;
  if (first?.word !== 'SELECT' || soql.slice(0, first.at).trim() !== '') return { flaw: 'not-select' };
  const from = words.findIndex(({ word }) => word === 'FROM');
  const fromAt = words[from]?.at ?? 0;
  const object = words[from + 1];
  if (from === -1 || object === undefined) return { flaw: 'no-from' };
  const start = first.at + 'SELECT'.length;
  const cuts = [start - 1, ...commas.filter((at) => at > start && at < fromAt), fromAt];
  const select = cuts.slice(1).map((cut, index) => soql.slice((cuts[index] ?? 0) + 1, cut).trim());
  return {
    select,
    from: soql.slice(object.at, object.at + object.word.length),
    fromAt,
    words,
    nested: nested.filter(({ at }) => at < fromAt).map(({ word }) => word),
  };
};
