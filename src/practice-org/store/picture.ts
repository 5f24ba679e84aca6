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
  jobs: Line[];
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

function* writeOutcomes(id: string, outcomes: readonly string[], done: number): Generator<Line> {
  for (let from = done; from < outcomes.length; from += SLICE)
    yield { kind: 'outcomes', id, from, texts: outcomes.slice(from, from + SLICE) };
}

/** The jobs that changed since they were written as `before` says. */
function writeJobs(org: Org, before: Written): { lines: Line[]; written: Written } {
  const lines: Line[] = [];
  const written: Written = new Map();
  const note = (
    id: string,
    stamp: string,
    outcomes: number,
    make: (done: number) => Iterable<Line>,
  ): void => {
    const known = before.get(id);
    written.set(id, { stamp, outcomes });
    if (known?.stamp !== stamp) lines.push(...make(known?.outcomes ?? 0));
  };
  for (const { data, index: _index, outcomes, ...job } of org.jobs.values())
    note(
      job.id,
      `${job.state} ${job.changedAt} ${outcomes.length} ${job.timeline.length} ${String(data !== null)}`,
      outcomes.length,
      (done) => [
        { kind: 'job', job: { ...job, timeline: [...job.timeline], uploaded: data !== null } },
        ...writeOutcomes(job.id, outcomes, done),
      ],
    );
  for (const { found: _found, ...job } of org.queryJobs.values())
    note(job.id, `${job.state} ${job.changedAt}`, 0, () => [{ kind: 'query', job }]);
  for (const { batches, ...job } of org.classicJobs.values()) {
    note(job.id, `${job.state} ${job.changedAt}`, 0, () => [{ kind: 'classic', job }]);
    for (const { request: _request, ...batch } of batches)
      note(batch.id, `${batch.state} ${batch.changedAt} ${batch.outcomes.length}`, 0, () => [
        { kind: 'batch', jobId: job.id, batch: { ...batch, outcomes: [...batch.outcomes] } },
      ]);
  }
  const gone = [...before.keys()].filter((id) => !written.has(id));
  if (gone.length > 0) lines.unshift({ kind: 'gone', ids: gone });
  return { lines, written };
}

/** How far every job is now. */
export const stampJobs = (org: Org): Written => writeJobs(org, new Map()).written;

/** The whole org. */
export function takePicture(org: Org): Picture {
  const tables = [...org.tables.values()].map((table) => ({
    line: lineOf(table, 'table'),
    rows: [...table.rows.values()],
  }));
  const { lines, written } = writeJobs(org, new Map());
  return { tables, jobs: lines, written };
}

/** What changed since the last time; the tables begin to note changes anew. */
export function takeChanges(org: Org, before: Written): Picture {
  const tables = [...org.tables.values()].flatMap((table) => {
    const rows = table.changes ?? [];
    if (rows.length === 0) return [];
    table.changes = [];
    return [{ line: lineOf(table, 'rows'), rows }];
  });
  const { lines, written } = writeJobs(org, before);
  return { tables, jobs: lines, written };
}

/** A picture as text, in parts. */
export function* writePicture({ tables, jobs }: Picture): Generator<string> {
  for (const { line, rows } of tables) {
    yield `${JSON.stringify(line)}\n`;
    for (let from = 0; from < rows.length; from += SLICE)
      yield `${rows
        .slice(from, from + SLICE)
        .map((row) => JSON.stringify(row))
        .join('\n')}\n`;
  }
  for (const job of jobs) yield `${JSON.stringify(job)}\n`;
}
