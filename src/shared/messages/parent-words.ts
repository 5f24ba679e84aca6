import type { ParentAdvice, ParentMeasure } from '../domain/parents';
import { text } from './format';

const list = new Intl.ListFormat('en', { style: 'long', type: 'conjunction' });

const nameOf = ({ parents, label }: ParentMeasure): string =>
  text('parents.name', { known: parents === null ? 'no' : 'yes', parents: parents ?? '', label });

/**
 * Rows that share parents in plain words: how many, then what is done about it. None of their values is named.
 *
 * @param object what the rows become, in the plural
 * @param most how often rows that lost a lock go again by themselves
 */
export const describeParents = (
  advice: ParentAdvice,
  object: string,
  most: number,
): [string, ...string[]] => {
  const { main, share, isTogether, orderMatters, large, apart } = advice;
  const name = nameOf(main);
  const exact = main.exact ? 'yes' : 'no';
  const first =
    main.heavy.parents > 0
      ? text('parents.heavy', {
          count: main.heavy.parents,
          name,
          exact,
          percent: Math.max(1, Math.round(share * 100)),
        })
      : text('parents.shared', { rows: main.rows, count: main.distinct, name, exact });
  return [
    first,
    ...(isTogether ? [text('parents.together', { object })] : []),
    ...(orderMatters ? [text('parents.order', { object, most })] : []),
    ...(large === null ? [] : [text('parents.large', { rows: large.rows, atOnce: large.atOnce })]),
    ...(apart.length === 0 ? [] : [text('parents.apart', { names: list.format(apart.map(nameOf)), most })]),
  ];
};
