import { hasMessage, text } from '../shared/messages/format';

type Told = { code: string; params: Record<string, string | number>; detail?: string | undefined };

/**
 * An error of the program in one paragraph: what happened, why, what to do, and the org's own words where there are
 * any. Files are refused with line and column.
 */
export const describeError = ({ code, params, detail }: Told): string => {
  const own = `cli.error.${code}`;
  if (hasMessage(own)) {
    // What is wrong with a query has a sentence of its own, beside which the window puts the error.
    const why = `export.soql.${params['reason']}`;
    const known = { line: 1, column: 1, name: '', detail: detail?.trim() ?? '' };
    return text(own, { ...known, why: hasMessage(why) ? text(why, params) : '', ...params });
  }
  const words = (['title', 'why', 'remedy'] as const).map((part) => {
    const key = `error.${code}.${part}`;
    return hasMessage(key) ? text(key, params) : code;
  });
  const [title = '', why = '', remedy = ''] = words;
  const original = detail === undefined || detail === '' ? '' : ` (${detail})`;
  return `${title}. ${why}${original} ${remedy}`;
};
