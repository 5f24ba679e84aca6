import { writeOutcomes, type RowOutcomes } from '../bulk2/outcomes';
import type { Org } from '../org';
import { FORMAT, type Head, type Line } from './lines';
import type { Row, Table } from './table';

/** Records turned to text before others get their turn, and outcomes of one line. */
const SLICE = 1000;

/** How far each job was written: a stamp that changes with it, and its outcomes already on disk. */
export type Written = Map<string, { stamp: string; outcomes: number }>;

/** Lines of one moment, to be turned to text bit by bit. Rows are never changed in place, so holding them is enough. */
export type Picture = {
  tables: { line: Line; rows: (Row | string)[] }[];
  jobs: Iterable<string>[];
  written: Written;
};

export function writeHead(org: Org): Head {
  return {
    kind: 'org',
    format: FORMAT,
    seed: org.seed,
    empty: org.empty,
    offsetMs: org.clock.offsetMs,
    adminId: org.adminId,
    settings: org.settings,
    preset: org.preset,
    usage: org.usage,
    serials: [...org.serials],
    firstTouch: [...org.firstTouch],
    sessions: [...org.sessions.live.values()],
    grants: [...org.sessions.grants.values()],
    clients: [...org.sessions.clients.values()],
  };
}

function lineOf(table: Table, kind: 'table' | 'rows'): Line {
  const { def, lastSerial, lastNumber } = table;
  return { kind, name: def.name, fields: def.fields.map((field) => field.name), lastSerial, lastNumber };
}

const textOf = (line: Line): string => `${JSON.stringify(line)}\n`;

/** Outcomes are turned to text when their turn comes; those there are now stay as they are. */
function* writeOutcomeLines(id: string, outcomes: RowOutcomes, from: number, to: number): Generator<string> {
  for (let at = from; at < to; at += SLICE) {
    const texts = writeOutcomes(outcomes, at, Math.min(at + SLICE, to));
    yield textOf({ kind: 'outcomes', id, from: at, texts });
  }
}

/** The jobs that changed since they were written as `before` says. */
function writeJobs(org: Org, before: Written): { jobs: Iterable<string>[]; written: Written } {
  const jobs: Iterable<string>[] = [];
  const written: Written = new Map();
  const note = (
    id: string,
    stamp: string,
    outcomes: number,
    write: (done: number) => Iterable<string>,
  ): void => {
    const known = before.get(id);
    written.set(id, { stamp, outcomes });
    if (known?.stamp !== stamp) jobs.push(write(known?.outcomes ?? 0));
  };
  for (const { data, index: _index, outcomes, ...job } of org.jobs.values()) {
    const tried = outcomes.kinds.length;
    const stamp = `${job.state} ${job.changedAt} ${tried} ${job.timeline.length} ${String(data !== null)}`;
    note(job.id, stamp, tried, (done) => {
      jobs.push([textOf({ kind: 'job', job: { ...job, uploaded: data !== null } })]);
      return writeOutcomeLines(job.id, outcomes, done, tried);
    });
  }
  for (const { found: _found, ...job } of org.queryJobs.values())
    note(job.id, `${job.state} ${job.changedAt}`, 0, () => [textOf({ kind: 'query', job })]);
  for (const { batches, ...job } of org.classicJobs.values()) {
    note(job.id, `${job.state} ${job.changedAt}`, 0, () => [textOf({ kind: 'classic', job })]);
    for (const { request: _request, ...batch } of batches)
      note(batch.id, `${batch.state} ${batch.changedAt} ${batch.outcomes.length}`, 0, () => [
        textOf({ kind: 'batch', jobId: job.id, batch }),
      ]);
  }
  const gone = [...before.keys()].filter((id) => !written.has(id));
  if (gone.length > 0) jobs.unshift([textOf({ kind: 'gone', ids: gone })]);
  return { jobs, written };
}

/** How far every job is now. */
export const stampJobs = (org: Org): Written => writeJobs(org, new Map()).written;

/** The whole org. */
export function takePicture(org: Org): Picture {
  const tables = [...org.tables.values()].map((table) => ({
    line: lineOf(table, 'table'),
    rows: [...table.rows.values()],
  }));
  return { tables, ...writeJobs(org, new Map()) };
}

/** What changed since the last time; the tables begin to note changes anew. */
export function takeChanges(org: Org, before: Written): Picture {
  const tables = [...org.tables.values()].flatMap((table) => {
    const rows = table.changes ?? [];
    if (rows.length === 0) return [];
    table.changes = [];
    return [{ line: lineOf(table, 'rows'), rows }];
  });
  return { tables, ...writeJobs(org, before) };
}

/** A picture as text, in parts. */
export function* writePicture({ tables, jobs }: Picture): Generator<string> {
  for (const { line, rows } of tables) {
    yield textOf(line);
    for (let from = 0; from < rows.length; from += SLICE)
      yield `${rows
        .slice(from, from + SLICE)
        .map((row) => JSON.stringify(row))
        .join('\n')}\n`;
  }
  for (const lines of jobs) yield* lines;
}
