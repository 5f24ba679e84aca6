import { useCallback, useEffect, useRef, useState } from 'react';

/** Rows a request asks for; a wheel turn rarely crosses more than one page. */
const pageRows = 200;
/** Pages kept: 12,000 rows, enough for scrolling back without a wait and small beside a million. */
const keptPages = 60;
/** Rows one request may ask for, as the contract has it. */
const mostRows = 1000;

type Fetched<Row> = { total: number; offset: number; rows: readonly Row[] };
type Page<Row> = { rows: readonly Row[]; stale: boolean };

export type PagedRows<Row> = {
  /** Rows in the whole list, or null until the first answer. */
  total: number | null;
  rowAt: (index: number) => Row | undefined;
  /** Tells which rows are in sight, so that they (and their neighbours) are fetched. */
  need: (first: number, last: number) => void;
  /** Fetches rows whether or not they are in sight: for copying, pasting and filling over unseen rows. */
  fetchRows: (first: number, count: number) => Promise<Row[]>;
  /** Changes rows at hand at once; the next answer of the store replaces them. */
  patch: (change: (row: Row) => Row) => void;
  error: unknown;
  /** Rises with every change of the rows at hand. */
  tick: number;
};

type Source<Row> = {
  /** Changes when the list is another one: rows at hand are dropped. */
  view: string;
  /** Changes when the same list may hold new values: rows at hand stay in sight until the new ones are there. */
  version: number;
  fetch: (offset: number, limit: number) => Promise<Fetched<Row>>;
};

/** A list of any length, a page at a time; the window never holds more than a few thousand rows of it. */
export const usePagedRows = <Row>({ view, version, fetch }: Source<Row>): PagedRows<Row> => {
  const pages = useRef(new Map<number, Page<Row>>());
  const asked = useRef(new Set<number>());
  const sight = useRef({ first: 0, last: 40 });
  const generation = useRef(0);
  const latest = useRef(fetch);
  const [total, setTotal] = useState<number | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [tick, setTick] = useState(0);

  useEffect(() => {
    latest.current = fetch;
  });

  const ask = useCallback((page: number): void => {
    const mine = generation.current;
    asked.current.add(page);
    latest
      .current(page * pageRows, pageRows)
      .then((answer) => {
        if (mine !== generation.current) return;
        pages.current.delete(page);
        pages.current.set(page, { rows: answer.rows, stale: false });
        for (const key of pages.current.keys()) {
          if (pages.current.size <= keptPages) break;
          pages.current.delete(key);
        }
        setTotal(answer.total);
        setError(null);
        setTick((value) => value + 1);
      })
      .catch((thrown: unknown) => {
        if (mine === generation.current) setError(thrown);
      })
      .finally(() => {
        if (mine === generation.current) asked.current.delete(page);
      });
  }, []);

  const askInSight = useCallback((): void => {
    const first = Math.max(0, Math.floor(sight.current.first / pageRows));
    const last = Math.floor(sight.current.last / pageRows);
    for (let page = first; page <= last; page += 1) {
      const known = pages.current.get(page);
      if ((known === undefined || known.stale) && !asked.current.has(page)) ask(page);
    }
  }, [ask]);

  const need = useCallback(
    (first: number, last: number): void => {
      // Half a page ahead on both sides, so that steady scrolling meets rows rather than skeletons.
      sight.current = { first: first - pageRows / 2, last: last + pageRows / 2 };
      askInSight();
    },
    [askInSight],
  );

  useEffect(() => {
    generation.current += 1;
    pages.current.clear();
    asked.current.clear();
    sight.current = { first: 0, last: 40 };
    setTotal(null);
    setError(null);
    setTick((value) => value + 1);
    ask(0);
  }, [view, ask]);

  useEffect(() => {
    if (pages.current.size === 0) return;
    generation.current += 1;
    asked.current.clear();
    for (const page of pages.current.values()) page.stale = true;
    askInSight();
  }, [version, askInSight]);

  const rowAt = useCallback(
    (index: number): Row | undefined =>
      pages.current.get(Math.floor(index / pageRows))?.rows[index % pageRows],
    [],
  );

  const fetchRows = useCallback(async (first: number, count: number): Promise<Row[]> => {
    const rows: Row[] = [];
    for (let offset = first; offset < first + count; offset += mostRows) {
      const answer = await latest.current(offset, Math.min(mostRows, first + count - offset));
      rows.push(...answer.rows);
      if (answer.rows.length === 0) break;
    }
    return rows;
  }, []);

  const patch = useCallback((change: (row: Row) => Row): void => {
    for (const page of pages.current.values()) page.rows = page.rows.map(change);
    setTick((value) => value + 1);
  }, []);

  return { total, rowAt, need, fetchRows, patch, error, tick };
};
