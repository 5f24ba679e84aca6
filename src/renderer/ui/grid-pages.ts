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

type Known = { view: string; total: number | null; error: unknown };

type Source<Row> = {
  /** Changes when the list is another one: rows at hand are dropped. */
  view: string;
  /** Changes when the same list may hold new values: rows at hand stay in sight until the new ones are there. */
  version: number;
  fetch: (offset: number, limit: number) => Promise<Fetched<Row>>;
};

/** What the list looked at last began with: a person who comes back to it finds it there at once. */
let left: { view: string; total: number; page: Page<unknown> } | null = null;

const recall = <Row>(view: string): { total: number; pages: Map<number, Page<Row>> } | null =>
  left?.view === view
    ? { total: left.total, pages: new Map([[0, { rows: left.page.rows as readonly Row[], stale: true }]]) }
    : null;

/** A list of any length, a page at a time; the window never holds more than a few thousand rows of it. */
export const usePagedRows = <Row>({ view, version, fetch }: Source<Row>): PagedRows<Row> => {
  const [recalled] = useState(() => recall<Row>(view));
  const pages = useRef(recalled?.pages ?? new Map<number, Page<Row>>());
  const asked = useRef(new Set<number>());
  const sight = useRef({ first: 0, last: 40 });
  const generation = useRef('');
  const seenVersion = useRef(version);
  const latest = useRef(fetch);
  const [known, setKnown] = useState<Known>({ view, total: recalled?.total ?? null, error: null });
  const [tick, setTick] = useState(0);

  useEffect(() => {
    latest.current = fetch;
  });

  const ask = useCallback((page: number, view: string): void => {
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
        if (page === 0) left = { view, total: answer.total, page: { rows: answer.rows, stale: true } };
        setKnown({ view, total: answer.total, error: null });
        setTick((value) => value + 1);
      })
      .catch((thrown: unknown) => {
        if (mine === generation.current) setKnown((before) => ({ ...before, view, error: thrown }));
      })
      .finally(() => {
        if (mine === generation.current) asked.current.delete(page);
      });
  }, []);

  const askInSight = useCallback((): void => {
    const first = Math.max(0, Math.floor(sight.current.first / pageRows));
    const last = Math.floor(sight.current.last / pageRows);
    for (let page = first; page <= last; page += 1) {
      const kept = pages.current.get(page);
      if ((kept === undefined || kept.stale) && !asked.current.has(page)) ask(page, view);
    }
  }, [ask, view]);

  const need = useCallback(
    (first: number, last: number): void => {
      // Half a page ahead on both sides, so that steady scrolling meets rows rather than skeletons.
      sight.current = { first: first - pageRows / 2, last: last + pageRows / 2 };
      askInSight();
    },
    [askInSight],
  );

  useEffect(() => {
    // What was recalled stays in sight until the new rows are there.
    if (generation.current !== '' || recalled === null) pages.current.clear();
    generation.current = view;
    asked.current.clear();
    sight.current = { first: 0, last: 40 };
    ask(0, view);
  }, [view, ask, recalled]);

  useEffect(() => {
    if (seenVersion.current === version) return;
    seenVersion.current = version;
    generation.current = `${view} ${version}`;
    asked.current.clear();
    for (const page of pages.current.values()) page.stale = true;
    if (pages.current.size === 0) ask(0, view);
    else askInSight();
  }, [view, version, ask, askInSight]);

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

  // What is known of another list counts for nothing in this one.
  const isKnown = known.view === view;
  return {
    total: isKnown ? known.total : null,
    rowAt,
    need,
    fetchRows,
    patch,
    error: isKnown ? known.error : null,
    tick,
  };
};
