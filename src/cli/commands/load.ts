import type { Program } from '../../main/compose';
import { mayUseRecipe } from '../../shared/domain/recipe';
import { text } from '../../shared/messages/format';
import { agree } from '../agree';
import type { CommandIo } from '../../main/command-io';
import type { ExitCode } from '../exit-codes';
import { writeMemory } from '../load-memory';
import { readLoadSpec, type LoadSpec } from '../load-spec';
import { openOrg, readOrgChoice, type OpenedOrg } from '../open-org';
import { isSet, type CommandLine } from '../parse-options';
import { prepareLoad, type PreparedLoad } from '../prepare-load';
import { describeReading, describeUnused } from '../reading-notes';
import { refuse } from '../refusal';
import { runToEnd } from '../run-to-end';
import { claimFolder } from '../write-output';

const toNotes = (
  { sheet, notSent, formats, held, nearTwins, parents }: PreparedLoad,
  { notes }: OpenedOrg,
  { wanted }: LoadSpec,
): string[] => [
  ...describeUnused(wanted, sheet.dialect.workbook !== undefined),
  ...describeReading(sheet),
  ...(notSent.length > 0 ? [text('cli.not-sent', { columns: notSent.join(', ') })] : []),
  ...(formats === '' ? [] : [text('cli.formats', { formats })]),
  ...(held > 0 ? [text('cli.held', { rows: held })] : []),
  ...(nearTwins > 0 ? [text('cli.near-twins', { rows: nearTwins })] : []),
  ...(parents === '' ? [] : [parents]),
  ...notes.map(({ call, answer }) => text('cli.note', { call, answer })),
];

const confirmLoad = async (
  program: Program,
  spec: LoadSpec,
  org: OpenedOrg,
  prepared: PreparedLoad,
  io: CommandIo,
): Promise<void> => {
  const { id, ready, objectLabel } = prepared;
  try {
    await agree(program, { operation: spec.operation, rows: ready, objectLabel, org }, spec, io);
    io.interrupted.throwIfAborted();
    const { out, giveUpAfter } = spec;
    const { nearTwins } = prepared;
    await writeMemory(program.loads.folder(id), {
      out,
      giveUpAfter,
      confirmed: ready,
      told: false,
      origin: org.origin,
      notes: org.notes,
      nearTwins,
    });
  } catch (cause) {
    // What was not agreed to leaves nothing behind.
    await program.loads.remove(id);
    throw cause;
  }
};

/** `load`: a file into an object, from its rows to its balance. */
export const load = async (program: Program, line: CommandLine, io: CommandIo): Promise<ExitCode> => {
  const spec = await readLoadSpec(line, io.cwd);
  const choice = readOrgChoice(line, io) ?? refuse('cli.org.missing');
  await claimFolder(spec.out, null);
  const org = await openOrg(program, choice, spec.giveUpAfter, io.interrupted);
  try {
    const { recipe } = spec;
    if (recipe !== null && !mayUseRecipe(recipe, org.type))
      refuse('cli.recipe.org-type', { made: recipe.orgType, org: org.name });
    const prepared = await prepareLoad(program, spec, org, io.interrupted);
    await confirmLoad(program, spec, org, prepared, io);
    const { id, ready } = prepared;
    const start = async (): Promise<unknown> =>
      ready === 0 ? undefined : program.running.send(id, ready, ready, { patience: spec.giveUpAfter * 1000 });
    const notes = toNotes(prepared, org, spec);
    const course = { loadId: id, start, notes, out: spec.out, json: isSet(line, 'json') };
    return await runToEnd(program, course, io);
  } finally {
    org.release();
  }
};
