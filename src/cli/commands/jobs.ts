import type { Program } from '../../main/compose';
import { text } from '../../shared/messages/format';
import type { CommandIo } from '../../main/command-io';
import { exitCodes, type ExitCode } from '../exit-codes';
import { isSet, type CommandLine } from '../parse-options';

/** Loads looked at, newest first: each has a database of its own to open. */
const newest = 50;

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
    for (const job of found)
      io.out(
        [job.id, job.api, job.state ?? '', job.rows, job.operation, job.object, job.org, job.loadId].join(
          '\t',
        ),
      );
  return exitCodes.succeeded;
};
