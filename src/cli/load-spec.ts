import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { z } from 'zod';
import { chooseApi } from '../core/load/choose-api';
import type { WantedDialect } from '../main/files/inspect-file';
import { defaultLoadOptions, type LoadOptions } from '../shared/domain/load';
import { readRecipe, type Recipe } from '../shared/domain/recipe';
import { Delimiter, Encoding } from '../shared/domain/sheet';
import { ColumnFormat, ColumnRepair } from '../shared/domain/mapping';
import { Operation } from '../shared/domain/sobject';
import type { GivenFormat } from '../core/mapping/decide-formats';
import { isSet, needText, numberOf, textOf, wordOf, type CommandLine } from './parse-options';
import { readGivenFormat } from './read-formats';
import { refuse } from './refusal';

/** Column of the file to field of the object; null for a column that is not sent. */
export type GivenMapping = Record<string, string | null>;

/** How the values of single columns are read, by their header. */
export type GivenFormats = Record<string, ColumnFormat>;

/** What is mended of the values of single columns, by their header. */
export type GivenRepairs = Record<string, Omit<ColumnRepair, 'column'>[]>;

type GivenColumns = { mapping: GivenMapping; formats: GivenFormats; repairs: GivenRepairs };

export type Consent = { confirmRows: number | null; yes: boolean; strict: boolean };

/** A `load` command that was understood; paths are absolute. */
export type LoadSpec = Consent & {
  file: string;
  object: string;
  operation: Operation;
  externalId: string | null;
  /** Only a recipe says so: the field by which rows find their records, in place of the Id. */
  findBy: string | null;
  mapping: GivenMapping | null;
  formats: GivenFormats;
  repairs: GivenRepairs;
  /** What is said of the dates and numbers of all columns. */
  reading: GivenFormat;
  recipe: Recipe | null;
  options: Partial<LoadOptions>;
  wanted: WantedDialect;
  giveUpAfter: number;
  out: string;
};

const readText = async (path: string, option: string): Promise<string> => {
  try {
    // Windows programs like to put a byte-order mark before JSON.
    return (await readFile(path, 'utf8')).replace(/^\uFEFF/, '');
  } catch {
    return refuse('cli.file-unreadable', { option, name: basename(path) });
  }
};

const FieldName = z.string().min(1).nullable();
const Repairs = z.array(ColumnRepair.omit({ column: true }));
/** A field by its name, or with how its column is read. */
const Mapping = z.record(
  z.string(),
  z.union([
    FieldName,
    z.strictObject({ field: FieldName, repairs: Repairs.optional(), ...ColumnFormat.shape }),
  ]),
);

/** Reads `{"Column":"Field__c","Ignore me":null,"Start":{"field":"Start__c","dateOrder":"dmy"}}`. */
const readMapping = async (path: string): Promise<GivenColumns> => {
  const name = basename(path);
  const json = await readText(path, '--mapping');
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    return refuse('cli.mapping.not-json', { name });
  }
  const read = Mapping.safeParse(parsed);
  if (!read.success) return refuse('cli.mapping.unfit', { name });
  const mapping: GivenMapping = {};
  const formats: GivenFormats = {};
  const repairs: GivenRepairs = {};
  for (const [header, entry] of Object.entries(read.data)) {
    const said = typeof entry === 'object' && entry !== null ? entry : { field: entry };
    const { field, repairs: mended = [], ...format } = said;
    mapping[header] = field;
    formats[header] = format;
    repairs[header] = mended;
  }
  return { mapping, formats, repairs };
};

const readRecipeFile = async (path: string): Promise<Recipe> => {
  const name = basename(path);
  const reading = readRecipe(await readText(path, '--recipe'));
  if (reading.ok) return reading.recipe;
  switch (reading.problem.kind) {
    case 'not-json':
      return refuse('cli.recipe.not-json', { name });
    case 'newer':
      return refuse('cli.recipe.newer', { name, version: reading.problem.version });
    case 'unfit':
      return refuse('cli.recipe.unfit', { name, at: reading.problem.at });
    default:
      return reading.problem satisfies never;
  }
};

/** How the file is to be read: every cell as it is written, of a workbook as the cell holds it. */
export const readWanted = (line: CommandLine): WantedDialect => {
  const delimiter = wordOf(line, 'delimiter', ['auto', ...Delimiter.options]);
  const encoding = wordOf(line, 'encoding', ['auto', ...Encoding.options]);
  const sheet = textOf(line, 'sheet');
  return {
    reading: 'as-written',
    ...(sheet === undefined ? {} : { sheet }),
    ...(delimiter === undefined || delimiter === 'auto' ? {} : { delimiter }),
    ...(encoding === undefined || encoding === 'auto' ? {} : { encoding }),
  };
};

export const readPatience = (line: CommandLine): number | undefined =>
  numberOf(line, 'give-up-after', 1, 31_536_000);

export const readConsent = (line: CommandLine): Consent => ({
  confirmRows: numberOf(line, 'confirm-rows', 0, 999_999_999) ?? null,
  yes: isSet(line, 'yes'),
  strict: isSet(line, 'strict'),
});

type PossiblyGiven = { [K in keyof LoadOptions]?: LoadOptions[K] | undefined };

const onlyGiven = (options: PossiblyGiven): Partial<LoadOptions> =>
  Object.fromEntries(Object.entries(options).filter(([, chosen]) => chosen !== undefined));

const readOptions = (line: CommandLine): Partial<LoadOptions> => {
  const api = wordOf(line, 'api', ['auto', '2.0', '1.0', 'collections']);
  const mode = wordOf(line, 'mode', ['parallel', 'serial']);
  const batchSize = numberOf(line, 'batch-size', 1, 10_000);
  const blank = wordOf(line, 'blank', ['keep', 'clear']);
  const errorCells = wordOf(line, 'error-cells', ['blank', 'clear', 'text']);
  const traceField = textOf(line, 'trace-field');
  return onlyGiven({ api, mode, batchSize, blank, errorCells, traceField });
};

const refuseContradictions = (options: Partial<LoadOptions>, operation: Operation): void => {
  const { api, mode, batchSize } = { ...defaultLoadOptions, ...options };
  const decision = chooseApi({ rows: 1, operation, settleable: true, options: { api, mode, batchSize } });
  if ('conflict' in decision) refuse(`sending.conflict.${decision.conflict}`);
};

const readOperation = (line: CommandLine, recipe: Recipe | null): Operation => {
  const given = wordOf(line, 'operation', Operation.options);
  const operation = given ?? recipe?.operation;
  if (operation === 'hardDelete') return refuse('cli.hard-delete');
  if (operation === undefined)
    return refuse('cli.option-missing', { option: 'operation', command: line.command });
  if (recipe !== null && recipe.operation !== operation)
    return refuse('cli.recipe.differs', {
      option: '--operation',
      recipe: recipe.operation,
      given: operation,
    });
  return operation;
};

const readExternalId = (line: CommandLine, operation: Operation, recipe: Recipe | null): string | null => {
  const given = textOf(line, 'external-id') ?? recipe?.externalId;
  if (operation === 'upsert') return given ?? refuse('cli.external-id.missing');
  if (given !== undefined) return refuse('cli.external-id.unused', { operation });
  return null;
};

/**
 * Reads a `load` command whole, its mapping or recipe included, before anything else is touched.
 *
 * @throws {import('./refusal').Refusal} for what contradicts itself or is missing
 */
export const readLoadSpec = async (line: CommandLine, cwd: string): Promise<LoadSpec> => {
  const mappingPath = textOf(line, 'mapping');
  const recipePath = textOf(line, 'recipe');
  if (mappingPath !== undefined && recipePath !== undefined) return refuse('cli.mapping.and-recipe');
  const file = resolve(cwd, needText(line, 'file'));
  const out = resolve(cwd, needText(line, 'out'));
  const wanted = readWanted(line);
  const reading = readGivenFormat(line);
  const consent = readConsent(line);
  const own = readOptions(line);
  const recipe = recipePath === undefined ? null : await readRecipeFile(resolve(cwd, recipePath));
  const options = onlyGiven({ ...recipe?.options, ...own });
  const operation = readOperation(line, recipe);
  refuseContradictions(options, operation);
  const object = textOf(line, 'object') ?? recipe?.object ?? needText(line, 'object');
  if (recipe !== null && recipe.object.toLowerCase() !== object.toLowerCase())
    return refuse('cli.recipe.differs', { option: '--object', recipe: recipe.object, given: object });
  return {
    ...consent,
    file,
    out,
    object,
    operation,
    externalId: readExternalId(line, operation, recipe),
    findBy: recipe?.findBy ?? null,
    ...(mappingPath === undefined
      ? { mapping: recipe?.mapping ?? null, formats: recipe?.formats ?? {}, repairs: recipe?.repairs ?? {} }
      : await readMapping(resolve(cwd, mappingPath))),
    reading,
    recipe,
    options,
    wanted,
    giveUpAfter: readPatience(line) ?? 300,
  };
};
