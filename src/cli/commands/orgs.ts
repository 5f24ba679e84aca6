import type { Program } from '../../main/compose';
import { text } from '../../shared/messages/format';
import type { CommandIo } from '../../main/command-io';
import { exitCodes, type ExitCode } from '../exit-codes';
import { isSet, type CommandLine } from '../parse-options';

/** `orgs`: the orgs this computer is signed in to, by the names `--org` takes. */
export const orgs = async (program: Program, line: CommandLine, io: CommandIo): Promise<ExitCode> => {
  const known = await program.orgs.list();
  if (isSet(line, 'json')) {
    io.out(
      JSON.stringify({
        orgs: known.map(({ id, name, type, username, apiVersion }) => ({
          id,
          name,
          type,
          username,
          apiVersion,
        })),
      }),
    );
  } else if (known.length === 0) {
    io.out(text('cli.orgs.none'));
  } else {
    for (const { id, name, type, username } of known)
      io.out(`${name}\t${text(`cli.org-type.${type}`)}\t${username}\t${id}`);
  }
  return exitCodes.succeeded;
};
