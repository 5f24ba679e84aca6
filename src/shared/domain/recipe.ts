import { z } from 'zod';
import { LoadOptions, type LoadView } from './load';
import { ColumnFormat, ColumnRepair } from './mapping';
import { OrgType } from './org';
import { Operation } from './sobject';

/**
 * A load without its rows: what goes where and how, to be used again with another file. The format is versioned;
 * a version that is not known is refused, never guessed at.
 */
export const Recipe = z.strictObject({
  recipe: z.literal(1),
  object: z.string().min(1),
  operation: Operation,
  /** Upsert only: the field that decides between new and existing. */
  externalId: z.string().min(1).optional(),
  /** Update and delete only: the field by which rows find their records; absent where they name them by Id. */
  findBy: z.string().min(1).optional(),
  /** The type of org it was made for; it is never used in production unless it was made there. */
  orgType: OrgType,
  /** Column of the file to field of the object; null for a column that is not sent. */
  mapping: z.record(z.string(), z.string().min(1).nullable()),
  options: LoadOptions.partial(),
  /** How the values of a column are read, by its header; a column that is not named is read as its rows prove it. */
  formats: z.record(z.string(), ColumnFormat).optional(),
  /** Damage of a column that is mended, by its header. */
  repairs: z.record(z.string(), z.array(ColumnRepair.omit({ column: true }))).optional(),
});
export type Recipe = z.infer<typeof Recipe>;

/** Why a text is no recipe this program can use; `at` names the place within it. */
export type RecipeProblem =
  | { kind: 'not-json' }
  | { kind: 'newer'; version: number }
  | { kind: 'unfit'; at: string };

export type RecipeReading = { ok: true; recipe: Recipe } | { ok: false; problem: RecipeProblem };

/** Reads a recipe from its text. */
export const readRecipe = (text: string): RecipeReading => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { ok: false, problem: { kind: 'not-json' } };
  }
  const version: unknown =
    typeof json === 'object' && json !== null ? (json as { recipe?: unknown }).recipe : null;
  if (typeof version === 'number' && version > 1) return { ok: false, problem: { kind: 'newer', version } };
  const parsed = Recipe.safeParse(json);
  if (parsed.success) return { ok: true, recipe: parsed.data };
  return { ok: false, problem: { kind: 'unfit', at: parsed.error.issues[0]?.path.join('.') || 'recipe' } };
};

const formatsOf = ({ mapping }: LoadView): NonNullable<Recipe['formats']> =>
  Object.fromEntries(
    mapping
      .filter(({ field, format }) => field !== null && Object.keys(format).length > 0)
      .map(({ header, format }) => [header, format]),
  );

const repairsOf = ({ sheet, repairs }: LoadView): NonNullable<Recipe['repairs']> => {
  const byHeader: NonNullable<Recipe['repairs']> = {};
  for (const { column, ...repair } of repairs) {
    const header = sheet.columns[column]?.header;
    if (header !== undefined) byHeader[header] = [...(byHeader[header] ?? []), repair];
  }
  return byHeader;
};

const ifAny = <T extends object>(name: string, values: T): Record<string, T> =>
  Object.keys(values).length === 0 ? {} : { [name]: values };

/** The recipe of a load, or null where its target is not chosen yet. */
export const toRecipe = (load: LoadView): Recipe | null => {
  const { target, org, mapping, options } = load;
  if (target === null) return null;
  return {
    recipe: 1,
    object: target.object,
    operation: target.operation,
    ...(target.externalId === undefined ? {} : { externalId: target.externalId }),
    ...(target.findBy === undefined ? {} : { findBy: target.findBy }),
    orgType: org.type,
    mapping: Object.fromEntries(mapping.map(({ header, field }) => [header, field])),
    options,
    ...ifAny('formats', formatsOf(load)),
    ...ifAny('repairs', repairsOf(load)),
  };
};

/** Whether a recipe may be used in an org: what was tried out elsewhere is not let loose on production unseen. */
export const mayUseRecipe = ({ orgType }: Recipe, org: OrgType): boolean =>
  org !== 'production' || orgType === org;
