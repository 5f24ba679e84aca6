import type { Program } from '../../main/compose';
import { text } from '../../shared/messages/format';
import type { CommandIo } from '../../main/command-io';
import { exitCodes, type ExitCode } from '../exit-codes';
import { isSet, type CommandLine } from '../parse-options';

/** Loads looked at, newest first: each has a database of its own to open. */
const newest = 50;

const columns = ['id', 'api', 'state', 'rows', 'operation', 'object', 'org', 'load'] as const;

/** A table under its headings, each column as wide as its widest word. */
const tellTable = (lines: readonly Record<(typeof columns)[number], string>[], io: CommandIo): void => {
  const headings = columns.map((name) => text(`cli.jobs.header.${name}`));
  const rows = lines.map((line) => columns.map((name) => line[name]));
  const table = [headings, ...rows];
  const widths = columns.map((_, at) => Math.max(...table.map((row) => row[at]?.length ?? 0)));
  for (const row of table)
    io.out(
      row
        .map((word, at) => word.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    );
};

/** `jobs`: the jobs Salesforce ran for the newest loads of this computer. */
export const jobs = async (program: Program, line: CommandLine, io: CommandIo): Promise<ExitCode> => {
  const found = [];
  for (const summary of (await program.loads.list()).slice(0, newest)) {
    const store = await program.loads.store(summary.id).catch(() => null);
    // A load that can't be opened is told by `show`; it hides nothing of the others.
    if (store === null) continue;
    const { jobLog } = await store.readDoc();
    for (const { id, api, state, rows, attempt } of jobLog) {
      found.push({
        id,
        api,
        state,
        rows,
        attempt,
        loadId: summary.id,
        object: summary.target?.object ?? null,
        operation: summary.target?.operation ?? null,
        org: summary.org.name,
        createdAt: new Date(summary.createdAt).toISOString(),
      });
    }
  }
  if (isSet(line, 'json')) io.out(JSON.stringify({ jobs: found }));
  else if (found.length === 0) io.out(text('cli.jobs.none'));
  else
    tellTable(
      found.map((job) => ({
        // Calls of the collections API are no jobs: they have neither an id nor a state.
        id: job.id ?? text('cli.jobs.call'),
        api: job.api,
        state: job.state ?? text('cli.jobs.no-state'),
        rows: String(job.rows),
        operation: job.operation ?? '',
        object: job.object ?? '',
        org: job.org,
        load: job.loadId,
      })),
      io,
    );
  return exitCodes.succeeded;
};
