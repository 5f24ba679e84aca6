import type { Program } from '../../main/compose';
import { rankGroups } from '../../core/problems/group';
import { readGroups } from '../../main/store/row-states';
import { toRecipe } from '../../shared/domain/recipe';
import { hasMessage, text } from '../../shared/messages/format';
import type { CommandIo } from '../../main/command-io';
import { exitCodes, type ExitCode } from '../exit-codes';
import { readLoadLine } from '../load-report';
import { isSet, type CommandLine } from '../parse-options';
import { refuse } from '../refusal';
import { tellLoad } from '../run-to-end';

const tellProblems = async (program: Program, loadId: string, io: CommandIo): Promise<void> => {
  const { database } = await program.loads.store(loadId);
  for (const { state, count, problem } of rankGroups(await readGroups(database))) {
    const key = `problem.${problem.cause}.title`;
    const title = hasMessage(key) ? text(key, problem.params) : problem.cause;
    io.out(text('cli.show.problem', { count, state: text(`cli.state.${state}`), title }));
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
  tellLoad(await readLoadLine(program, loadId), json, io);
  if (!json) await tellProblems(program, loadId, io);
  return exitCodes.succeeded;
};
