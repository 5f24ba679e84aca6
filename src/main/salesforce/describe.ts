import { z } from 'zod';
import { CallError } from '../load/ports';
import { toLostCall } from './to-app-error';
import { callOrg, type Session } from './session';
import { readText } from './transport';

/** What is kept of `GET sobjects`: the objects and what the user may do with them. */
export const DescribedGlobal = z.object({
  sobjects: z.array(
    z.object({
      name: z.string(),
      label: z.string(),
      labelPlural: z.string(),
      custom: z.boolean(),
      createable: z.boolean(),
      updateable: z.boolean(),
      deletable: z.boolean(),
      deprecatedAndHidden: z.boolean(),
    }),
  ),
});
export type DescribedGlobal = z.infer<typeof DescribedGlobal>;

/** A server that is no Salesforce may leave out what it has no use for; a field then is what most fields are. */
const DescribedField = z.object({
  name: z.string(),
  label: z.string().default(''),
  type: z.string(),
  createable: z.boolean().default(true),
  updateable: z.boolean().default(true),
  nillable: z.boolean().default(true),
  defaultedOnCreate: z.boolean().default(false),
  externalId: z.boolean().default(false),
  idLookup: z.boolean().default(false),
  unique: z.boolean().default(false),
  length: z.number().int().default(0),
  digits: z.number().int().nullish(),
  precision: z.number().int().nullish(),
  scale: z.number().int().nullish(),
  restrictedPicklist: z.boolean().default(false),
  picklistValues: z
    .array(z.object({ active: z.boolean().default(true), value: z.string(), label: z.string().nullish() }))
    .nullish(),
  filterable: z.boolean().optional(),
  caseSensitive: z.boolean().optional(),
  nameField: z.boolean().optional(),
  referenceTo: z.array(z.string()).nullish(),
  relationshipName: z.string().nullish(),
  /** 0 or 1 for the first or second master of a detail (DescribeSObjectResult, "relationshipOrder"). */
  relationshipOrder: z.number().int().nullish(),
});
export type DescribedField = z.infer<typeof DescribedField>;

/** What is kept of `GET sobjects/X/describe`: what a loader needs of the object, its fields and record types. */
export const DescribedObject = z.object({
  name: z.string(),
  label: z.string().default(''),
  labelPlural: z.string().default(''),
  createable: z.boolean().default(true),
  updateable: z.boolean().default(true),
  deletable: z.boolean().default(true),
  fields: z.array(DescribedField),
  recordTypeInfos: z
    .array(
      z.object({
        recordTypeId: z.string().nullable(),
        name: z.string(),
        active: z.boolean().optional(),
        available: z.boolean(),
        master: z.boolean(),
        defaultRecordTypeMapping: z.boolean(),
      }),
    )
    .nullish(),
});
export type DescribedObject = z.infer<typeof DescribedObject>;

/** What is kept of the UI API's picklist values. `validFor` holds numbers of `controllerValues` here. */
export const DescribedPicklists = z.object({
  picklistFieldValues: z.record(
    z.string(),
    z.object({
      controllerValues: z.record(z.string(), z.number().int()).nullish(),
      defaultValue: z.object({ value: z.string() }).nullish(),
      values: z.array(
        z.object({ value: z.string(), label: z.string(), validFor: z.array(z.number().int()).nullish() }),
      ),
    }),
  ),
});
export type DescribedPicklists = z.infer<typeof DescribedPicklists>;

/** The org's answer; `date` is its own clock's, for the next question. */
export type Fresh<T> = { value: T; date: string | null };

/** Descriptions are small and asked for by someone who waits: an org silent for this long is not there. */
const silence = 20_000;

/** A thing the org does not know is no job that was lost. */
const askFor = async (session: Session, path: string, since: string | null) => {
  try {
    return await callOrg(session, {
      method: 'GET',
      path: `/services/data/v${session.apiVersion}${path}`,
      silence,
      ...(since === null ? {} : { headers: { 'If-Modified-Since': since } }),
    });
  } catch (cause) {
    if (!(cause instanceof CallError) || cause.failure.kind !== 'gone') throw cause;
    const { error } = cause.failure;
    throw new CallError({ kind: 'gone', error: { ...error, code: 'org.not-found' } }, cause);
  }
};

const read = async <T>(
  session: Session,
  path: string,
  schema: z.ZodType<T>,
  since: string | null,
): Promise<Fresh<T> | null> => {
  const response = await askFor(session, path, since);
  if (response.status === 304) {
    response.body.resume();
    return null;
  }
  try {
    const value = schema.parse(JSON.parse(await readText(response)));
    return { value, date: response.headers.date ?? null };
  } catch (cause) {
    throw toLostCall(cause, session.orgName);
  }
};

/**
 * Every object the user may see; null where nothing changed since `since`. `since` is the `Date` header of an
 * earlier answer, never this computer's clock (REST API guide, "Conditional Request Headers": metadata,
 * permissions, profiles and labels all count as a change). Throws `CallError`.
 */
export const describeGlobal = async (
  session: Session,
  since: string | null,
): Promise<Fresh<DescribedGlobal> | null> => read(session, '/sobjects', DescribedGlobal, since);

/** One object as this user sees it; null where nothing changed since `since`. Throws `CallError`. */
export const describeObject = async (
  session: Session,
  object: string,
  since: string | null,
): Promise<Fresh<DescribedObject> | null> =>
  read(session, `/sobjects/${encodeURIComponent(object)}/describe`, DescribedObject, since);

/**
 * Values of every picklist of an object in records of one record type (User Interface API, "Get Values for All
 * Picklist Fields of a Record Type"). Objects the UI API does not support are refused. Throws `CallError`.
 */
export const describePicklists = async (
  session: Session,
  object: string,
  recordTypeId: string,
): Promise<Fresh<DescribedPicklists>> => {
  const path = `/ui-api/object-info/${encodeURIComponent(object)}/picklist-values/${recordTypeId}`;
  const fresh = await read(session, path, DescribedPicklists, null);
  if (fresh === null) throw toLostCall(new Error('HTTP 304'), session.orgName);
  return fresh;
};
