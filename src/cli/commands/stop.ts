import { resolve } from 'node:path';
import type { Program } from '../../main/compose';
import type { CommandIo } from '../../main/command-io';
import type { ExitCode } from '../exit-codes';
import { readMemory, writeMemory } from '../load-memory';
import { openOrgOf } from '../load-org';
import { readPatience } from '../load-spec';
import { readOrgChoice, type OpenedOrg } from '../open-org';
import { isSet, textOf, type CommandLine } from '../parse-options';
import { refuse } from '../refusal';
import { hasStarted, runToEnd } from '../run-to-end';
import { claimFolder } from '../write-output';

/** `stop`: aborts what runs of a load, settles what landed and finishes it. */
export const stop = async (program: Program, line: CommandLine, io: CommandIo): Promise<ExitCode> => {
  const { running, loads } = program;
  const loadId = line.loadId ?? '';
  const choice = readOrgChoice(line, io);
  await hasStarted(loadId);
  const view = await loads.view(loadId);
  const memory = await readMemory(loads.folder(loadId));
  if (view.attempts.length === 0) {
    // Nothing of it was ever sent; from now on nothing will be.
    await writeMemory(loads.folder(loadId), { ...memory, confirmed: null });
    return refuse('cli.stop.nothing', { load: loadId });
  }
  const folder = textOf(line, 'out');
  const out = folder === undefined ? memory.out : resolve(io.cwd, folder);
  if (out !== null) await claimFolder(out, loadId);
  const giveUpAfter = readPatience(line) ?? memory.giveUpAfter;
  const isOver = view.phase === 'finished';
  let org: OpenedOrg | null = null;
  if (!isOver && !running.isRunning(loadId))
    org = await openOrgOf(program, { view, memory }, choice, giveUpAfter, io.interrupted);
  try {
    const start = async (): Promise<unknown> =>
      isOver ? undefined : running.stop(loadId, { patience: giveUpAfter * 1000 });
    return await runToEnd(program, { loadId, start, out, json: isSet(line, 'json') }, io);
  } finally {
    org?.release();
  }
};
