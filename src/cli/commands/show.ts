import type { Program } from '../../main/compose';
import { rankGroups } from '../../core/problems/group';
import { readGroups } from '../../main/store/row-states';
import { toRecipe } from '../../shared/domain/recipe';
import type { LoadView } from '../../shared/domain/load';
import { text } from '../../shared/messages/format';
import { describeProblem } from '../../shared/messages/problem-words';
import type { CommandIo } from '../../main/command-io';
import { exitCodes, type ExitCode } from '../exit-codes';
import { readLoadLine } from '../load-report';
import { isSet, type CommandLine } from '../parse-options';
import { refuse } from '../refusal';
import { nextStep, tellLoad } from '../run-to-end';

const listWords = new Intl.ListFormat('en-GB', { style: 'long', type: 'conjunction' });
/** Rows named as examples. */
const namedRows = 5;

/** Which load it is: a person who has several tells them apart by file and org. */
const tellTarget = ({ target, org, sheet, attempts }: LoadView, io: CommandIo): void =>
  io.out(
    text('cli.show.target', {
      operation: target?.operation ?? 'none',
      object: target?.object ?? '',
      file: sheet.name,
      org: org.name,
      attempts: attempts.length,
    }),
  );

/** Who sent it: once where all attempts went out under the same user names, else attempt by attempt. */
const tellSenders = ({ attempts }: LoadView, io: CommandIo): void => {
  const told = attempts.flatMap(({ attempt, users = [] }) =>
    users.length === 0 ? [] : [{ attempt: String(attempt), users: listWords.format(users) }],
  );
  const [first] = told;
  if (first === undefined) return;
  const isOne = told.length === attempts.length && told.every(({ users }) => users === first.users);
  for (const sender of isOne ? [{ ...first, attempt: 'none' }] : told)
    io.out(text('cli.show.senders', sender));
};

/** Every cause of open rows, largest first: how many, why, what to do about it, and a few of the rows. */
const tellProblems = async (program: Program, loadId: string, io: CommandIo): Promise<void> => {
  const { database } = await program.loads.store(loadId);
  for (const { state, count, problem, sampleRows } of rankGroups(await readGroups(database))) {
    const { title, why, remedy } = describeProblem(problem, (fields) => listWords.format(fields));
    io.out(text('cli.show.problem', { count, state: text(`cli.state.${state}`), title }));
    const help = state === 'no_verdict' ? text('cli.show.settle') : remedy;
    const rows = sampleRows.slice(0, namedRows);
    const named = text('cli.show.rows', { count: rows.length, rows: rows.join(', '), all: count });
    for (const sentence of [`${why} ${help}`.trim(), named]) io.out(`  ${sentence}`);
  }
};

/** `show`: how a load stands, or the recipe to do the same with another file. */
export const show = async (program: Program, line: CommandLine, io: CommandIo): Promise<ExitCode> => {
  const loadId = line.loadId ?? '';
  const json = isSet(line, 'json');
  if (isSet(line, 'recipe')) {
    const recipe =
      toRecipe(await program.loads.view(loadId)) ?? refuse('cli.show.no-recipe', { load: loadId });
    io.out(JSON.stringify(recipe, null, json ? 0 : 2));
    return exitCodes.succeeded;
  }
  const told = await readLoadLine(program, loadId);
  if (!json) {
    const view = await program.loads.view(loadId);
    tellTarget(view, io);
    tellSenders(view, io);
  }
  tellLoad(told, json, io);
  if (json) return exitCodes.succeeded;
  await tellProblems(program, loadId, io);
  const next = nextStep(told);
  if (next !== null) io.out(next);
  return exitCodes.succeeded;
};
