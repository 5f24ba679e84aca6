import { z } from 'zod';
import { LoadOptions, type LoadView } from './load';
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

/** The recipe of a load, or null where its target is not chosen yet. */
export const toRecipe = ({ target, org, mapping, options }: LoadView): Recipe | null =>
  target === null
    ? null
    : {
        recipe: 1,
        object: target.object,
        operation: target.operation,
        ...(target.externalId === undefined ? {} : { externalId: target.externalId }),
        ...(target.findBy === undefined ? {} : { findBy: target.findBy }),
        orgType: org.type,
        mapping: Object.fromEntries(mapping.map(({ header, field }) => [header, field])),
        options,
      };

/** Whether a recipe may be used in an org: what was tried out elsewhere is not let loose on production unseen. */
export const mayUseRecipe = ({ orgType }: Recipe, org: OrgType): boolean =>
  org !== 'production' || orgType === org;
