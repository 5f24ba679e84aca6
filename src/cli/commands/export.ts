import { stat } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import type { CommandIo } from '../../main/command-io';
import type { Program } from '../../main/compose';
import { openExportPorts } from '../../main/use-cases/export-runs';
import { exportRows } from '../../main/use-cases/exports';
import { toAppError } from '../../main/salesforce/to-app-error';
import type { ExportFormat, ExportQuery } from '../../shared/domain/export';
import { text } from '../../shared/messages/format';
import { saysYes } from '../agree';
import { describeError } from '../describe-error';
import { exitCodes, type ExitCode } from '../exit-codes';
import { readPatience } from '../load-spec';
import { openOrg, readOrgChoice } from '../open-org';
import { isSet, needText, textOf, type CommandLine } from '../parse-options';
import { refuse } from '../refusal';

const readFormat = (path: string): ExportFormat => {
  const ending = extname(path).toLowerCase();
  if (ending === '.csv') return 'csv';
  return ending === '.xlsx' ? 'xlsx' : refuse('cli.export.ending', { ending: ending || path });
};

const readQuery = (line: CommandLine): ExportQuery => {
  const soql = textOf(line, 'soql');
  const object = textOf(line, 'object');
  const fields = textOf(line, 'fields');
  if (soql !== undefined) {
    return object === undefined && fields === undefined ? { kind: 'soql', soql } : refuse('cli.export.two');
  }
  if (object === undefined || fields === undefined) return refuse('cli.export.nothing');
  const names = fields
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return { kind: 'fields', object, fields: names, filters: [] };
};

/**
 * A file that is there already goes only where somebody says so, and before the org is asked for anything.
 *
 * @throws {import('../refusal').Refusal} where nobody does
 */
const agreeToReplace = async (path: string, line: CommandLine, io: CommandIo): Promise<void> => {
  const found = await stat(path).catch(() => null);
  if (found === null) return;
  if (!found.isFile()) refuse('cli.export.no-file', { file: path });
  if (isSet(line, 'yes')) return;
  if (io.ask === null) return refuse('cli.export.there', { file: path });
  const answer = await io.ask(text('cli.export.question', { file: path }));
  if (!saysYes(answer)) refuse('cli.export.kept', { file: path });
};

/**
 * `export`: what a query finds, into a CSV file as it is or a workbook. The file appears when it is whole; whatever
 * goes wrong, the org is as it was.
 */
export const exportRecords = async (
  program: Program,
  line: CommandLine,
  io: CommandIo,
): Promise<ExitCode> => {
  const query = readQuery(line);
  const path = resolve(io.cwd, needText(line, 'out'));
  const format = readFormat(path);
  const choice = readOrgChoice(line, io) ?? refuse('cli.org.missing');
  const patience = readPatience(line) ?? 300;
  await agreeToReplace(path, line, io);
  const org = await openOrg(program, choice, patience, io.interrupted);
  try {
    const { session } = await program.borrowed.orgs.open(org.id);
    const request = { query, all: isSet(line, 'all'), format, forSpreadsheet: false, path };
    const ports = openExportPorts(session, patience * 1000);
    const { rows, bytes, cutCells } = await exportRows(request, ports, io.interrupted);
    if (cutCells > 0) io.err(`${text('cli.export.cut', { cells: cutCells })}\n`);
    io.out(
      isSet(line, 'json')
        ? JSON.stringify({ file: path, format, rows, bytes, cutCells, exit: exitCodes.succeeded })
        : text('cli.export.done', { rows, file: path }),
    );
    return exitCodes.succeeded;
  } catch (cause) {
    if (io.interrupted.aborted) throw cause;
    io.err(`${describeError(toAppError(cause))}\n`);
    return exitCodes.refused;
  } finally {
    org.release();
  }
};
