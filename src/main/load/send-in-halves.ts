import type { SentRow } from '../store/outcomes';
import type { CollectionResult } from './collections-ports';
import { CallError } from './ports';

export type Answered = { row: SentRow; answer: CollectionResult };

/** A row whose calls were all refused as a whole, with the org's words; it never went alone. */
export type Refused = { row: SentRow; text: string };

/**
 * Calls made for the rows of one refused call: enough to find two or three guilty rows among 200. A column that is
 * wrong in every row would else take two calls a row.
 */
const mostCalls = 48;

/** The org could not read the body of the call: one cell of one record is enough for that. */
const isUnreadable = (cause: unknown): cause is CallError =>
  cause instanceof CallError &&
  cause.failure.kind === 'refused' &&
  /^JSON_PARSER_ERROR\b/.test(cause.failure.error.detail ?? '');

/** The only column whose cell the org's words quote, or none. */
const findColumn = (message: string, { values }: SentRow, header: readonly string[]): string | null => {
  const quoted = / value (.*?) or request may be/s.exec(message)?.[1];
  const found = header.filter((_name, at) => quoted !== undefined && values[at] === quoted);
  return found.length === 1 ? (found[0] ?? null) : null;
};

/** The refusal of a call with one record is the verdict of its row, in the form of Bulk API results. */
const toFailed = (row: SentRow, detail: string, header: readonly string[]): Answered => {
  const message = detail.slice(detail.indexOf(':') + 1).trim();
  const field = findColumn(message, row, header);
  const code = 'JSON_PARSER_ERROR';
  const text = `${code}:${message}:${field === null ? '' : `${field} `}--`;
  const fields = field === null ? [] : [field];
  return { row, answer: { id: null, success: false, created: null, code, text, fields } };
};

/**
 * Sends rows in one call. Where the org can't read it and so takes none of them, halves are sent by themselves, and
 * so on, until only guilty rows are left: those fail, the others go in. Nothing that went in is ever sent again: a
 * call is only halved when it was refused as a whole, and once a part went in any other trouble leaves all of it in
 * doubt, for whoever clears up lost answers.
 *
 * @param send makes one call; answers stand in the order of the rows
 * @param header wire names of the columns
 */
export const sendInHalves = async (
  rows: readonly SentRow[],
  header: readonly string[],
  send: (rows: readonly SentRow[]) => Promise<Answered[]>,
): Promise<{ answered: Answered[]; refused: Refused[] }> => {
  const answered: Answered[] = [];
  const refused: Refused[] = [];
  let calls = 0;
  let hasSent = false;

  /** Null where the org took the call, else its words for why it could not read it. */
  const call = async (some: readonly SentRow[]): Promise<string | null> => {
    calls += 1;
    try {
      answered.push(...(await send(some)));
      hasSent = true;
      return null;
    } catch (cause) {
      if (isUnreadable(cause)) return cause.failure.error.detail ?? '';
      if (!hasSent || !(cause instanceof CallError)) throw cause;
      throw new CallError({ ...cause.failure, kind: 'lost' }, cause);
    }
  };
  const sendSome = async (some: readonly SentRow[]): Promise<void> => {
    const text = await call(some);
    if (text === null) return;
    const [only] = some;
    if (some.length === 1 && only !== undefined) {
      answered.push(toFailed(only, text, header));
      return;
    }
    const middle = Math.ceil(some.length / 2);
    for (const half of [some.slice(0, middle), some.slice(middle)]) {
      if (calls < mostCalls) await sendSome(half);
      else refused.push(...half.map((row) => ({ row, text })));
    }
  };

  await sendSome(rows);
  return { answered, refused };
};
