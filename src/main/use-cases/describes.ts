import type { z } from 'zod';
import type {
  LoadableObject,
  ObjectDescription,
  ObjectList,
  RecordTypePicklists,
} from '../../shared/domain/sobject';
import { AppError } from '../../shared/errors/app-error';
import type { CallFailure } from '../../core/load/event';
import { isSendable } from '../../core/preflight/is-sendable';
import { CallError } from '../load/ports';
import {
  DescribedGlobal,
  DescribedObject,
  DescribedPicklists,
  describeGlobal,
  describeObject,
  describePicklists,
  type Fresh,
} from '../salesforce/describe';
import type { Session } from '../salesforce/session';
import { toAppError } from '../salesforce/to-app-error';
import {
  listParents,
  toLoadable,
  toObjectWidePicklists,
  toPicklists,
  toSummaries,
} from '../salesforce/to-loadable';
import type { DescribeCache, Kept } from '../store/describe-cache';
import type { OrgRegistry } from '../store/org-registry';
import { isSignedInOrg, type SignedInOrg } from './org-sessions';
import type { Orgs } from './orgs';

export type Describes = {
  /** What is kept, at once, and asked for again behind it where it is some minutes old; `refresh` asks first. */
  objects: (orgId: string, refresh?: boolean) => Promise<ObjectList>;
  object: (orgId: string, object: string, refresh?: boolean) => Promise<ObjectDescription>;
  picklists: (orgId: string, object: string, recordTypeId: string) => Promise<RecordTypePicklists>;
  /**
   * The description a load is set up by: read in full where what is kept is older than a day. Out of reach of
   * the org it is what is kept; its `asOf` tells, and nothing is sent by one that old.
   */
  forLoad: (orgId: string, object: string) => Promise<LoadableObject>;
};

type Ports = {
  cache: DescribeCache;
  registry: Pick<OrgRegistry, 'list'>;
  orgs: Pick<Orgs, 'open'>;
  /** Tells the windows that something is known anew; `object` is null for the list of objects. */
  publish: (changed: { orgId: string; object: string | null }) => void;
  log: (line: string) => void;
};

/** Milliseconds within which what is kept counts as what the org says now. */
const freshFor = 5 * 60_000;
/** Milliseconds before a thing that could not be had or kept is asked for again behind a caller's back. */
const tryAgainAfter = 60_000;
/** Descriptions asked for at the same time; an object can look up dozens of others. */
const together = 6;

/**
 * How much the caller wants it: `kept` takes what is there whatever its age, `confirmed` asks whether it still
 * holds and makes do with it where the org is out of reach, `full` reads it anew.
 */
type Want = 'kept' | 'confirmed' | 'full';

/** One thing an org can be asked for. */
type Thing<T> = {
  /** What its file is called. */
  name: string;
  schema: z.ZodType<T>;
  ask: (session: Session, since: string | null) => Promise<Fresh<T> | null>;
};

type Known<T> = Kept<T> & { source: 'org' | 'cache' };

const globalThing: Thing<DescribedGlobal> = { name: 'objects', schema: DescribedGlobal, ask: describeGlobal };

const isFailure = (cause: unknown, kind: CallFailure['kind']): boolean =>
  cause instanceof CallError && cause.failure.kind === kind;

/** That the org does not know it is kept too, as null: what the user may not see is not asked for at every turn. */
const objectThing = (object: string): Thing<DescribedObject | null> => ({
  name: `object-${object.toLowerCase()}`,
  schema: DescribedObject.nullable(),
  ask: async (session, since) => {
    try {
      return await describeObject(session, object, since);
    } catch (cause) {
      if (isFailure(cause, 'gone')) return { value: null, date: null };
      throw cause;
    }
  },
});

const picklistThing = (object: string, recordTypeId: string): Thing<DescribedPicklists> => ({
  name: `picklists-${object.toLowerCase()}-${recordTypeId}`,
  schema: DescribedPicklists,
  ask: async (session) => describePicklists(session, object, recordTypeId),
});

const isStale = ({ asOf }: { asOf: number }): boolean => Date.now() - asOf >= freshFor;

/** Runs the work for each item, a few at a time, and keeps the order. */
const mapTogether = async <I, O>(items: readonly I[], work: (item: I) => Promise<O>): Promise<O[]> => {
  const done: O[] = [];
  for (let start = 0; start < items.length; start += together)
    done.push(...(await Promise.all(items.slice(start, start + together).map(work))));
  return done;
};

/** What orgs say of themselves: kept on disk for each org, user and API version, and asked for again in time. */
export const openDescribes = ({ cache, registry, orgs, publish, log }: Ports): Describes => {
  const flights = new Map<string, { full: boolean; landed: Promise<Known<unknown>> }>();
  /** When asking for a thing, or keeping it, last failed. */
  const troubledAt = new Map<string, number>();

  const knownOrg = async (orgId: string): Promise<SignedInOrg> => {
    const org = (await registry.list()).find(({ id }) => id === orgId);
    if (org === undefined || !isSignedInOrg(org)) throw new AppError('org.not-connected');
    return org;
  };
  const shelfOf = (org: SignedInOrg) =>
    cache.open({ orgId: org.id, userId: org.userId, apiVersion: org.apiVersion });

  const noteTrouble = (orgId: string, { name }: { name: string }, cause: unknown): void => {
    troubledAt.set(`${orgId}/${name}`, Date.now());
    log(`describing ${name}: ${toAppError(cause).code}`);
  };

  const ask = async <T>(orgId: string, thing: Thing<T>, full: boolean): Promise<Known<T>> => {
    const { session, org } = await orgs.open(orgId);
    const shelf = shelfOf(org);
    const kept = full ? null : await shelf.read(thing.name, thing.schema);
    const asOf = Date.now();
    const fresh = await thing.ask(session, kept?.date ?? null);
    const next = fresh === null ? kept : fresh;
    // 304 comes only where a date was sent, and a date only with something kept.
    if (next === null) throw new AppError('app.unexpected');
    const known: Known<T> = { value: next.value, date: next.date, asOf, source: 'org' };
    try {
      await shelf.write(thing.name, { value: known.value, asOf, date: known.date });
      troubledAt.delete(`${orgId}/${thing.name}`);
    } catch (cause) {
      // What can't be kept is known all the same.
      noteTrouble(orgId, thing, cause);
    }
    return known;
  };

  /** One question at a time for each thing; whoever asks meanwhile gets the same answer. */
  const askOnce = async <T>(orgId: string, thing: Thing<T>, full: boolean): Promise<Known<T>> => {
    const key = `${orgId}/${thing.name}`;
    const flight = flights.get(key);
    if (flight !== undefined && (flight.full || !full)) return flight.landed as Promise<Known<T>>;
    // Where the lesser question is not answered, the full one would not be either.
    const before = flight?.landed ?? Promise.resolve();
    const landed = before
      .then(async () => ask(orgId, thing, full))
      .finally(() => {
        if (flights.get(key)?.landed === landed) flights.delete(key);
      });
    flights.set(key, { full, landed });
    return landed;
  };

  const lookUp = async <T>(org: SignedInOrg, thing: Thing<T>, want: Want): Promise<Known<T>> => {
    const kept = await shelfOf(org).read(thing.name, thing.schema);
    if (kept === null || want === 'full') return askOnce(org.id, thing, true);
    const known: Known<T> = { ...kept, source: 'cache' };
    if (want === 'kept' || !isStale(kept)) return known;
    return askOnce(org.id, thing, false).catch(() => known);
  };

  /** Asks behind the caller's back, and tells the windows when something is known anew. */
  const askBehind = async (
    orgId: string,
    things: readonly Thing<unknown>[],
    object: string | null,
  ): Promise<void> => {
    const due = things.filter(
      ({ name }) => Date.now() - (troubledAt.get(`${orgId}/${name}`) ?? -Infinity) >= tryAgainAfter,
    );
    const answers = await mapTogether(due, async (thing) =>
      askOnce(orgId, thing, false).catch((cause: unknown) => {
        noteTrouble(orgId, thing, cause);
        return null;
      }),
    );
    if (answers.some((answer) => answer !== null)) publish({ orgId, object });
  };

  const describeParent = async (
    org: SignedInOrg,
    parent: string,
    main: Known<unknown>,
    want: Want,
  ): Promise<Known<DescribedObject | null> | null> => {
    try {
      return await lookUp(org, objectThing(parent), main.source === 'cache' ? want : 'confirmed');
    } catch (cause) {
      // Out of reach of the org the object is shown as far as it is known; a parent that is refused is left out.
      if (main.source === 'cache' || isFailure(cause, 'refused')) return null;
      throw cause;
    }
  };

  const describe = async (orgId: string, name: string, want: Want): Promise<ObjectDescription> => {
    const org = await knownOrg(orgId);
    const thing = objectThing(name);
    let main = await lookUp(org, thing, want);
    if (main.value === null && main.source === 'cache') main = await lookUp(org, thing, 'full');
    const { value } = main;
    if (value === null) throw new AppError('org.not-found', { org: org.name });
    const names = listParents(value).filter((parent) => parent !== value.name);
    // Where the object itself could not be confirmed, its parents can't be either.
    const parentsWant = main.source === 'cache' && isStale(main) ? 'kept' : want;
    const found = await mapTogether(names, async (parent) => describeParent(org, parent, main, parentsWant));
    const parents = new Map([[value.name, value]]);
    const stale: Thing<unknown>[] = isStale(main) ? [thing] : [];
    let { asOf } = main;
    found.forEach((parent, index) => {
      const parentName = names[index] ?? '';
      if (parent === null) return;
      if (parent.value !== null) parents.set(parentName, parent.value);
      if (!isStale(parent)) return;
      stale.push(objectThing(parentName));
      asOf = Math.min(asOf, parent.asOf);
    });
    if (stale.length > 0) void askBehind(orgId, stale, value.name);
    return { ...toLoadable(value, parents), asOf, source: main.source };
  };

  return {
    objects: async (orgId, refresh = false) => {
      const known = await lookUp(await knownOrg(orgId), globalThing, refresh ? 'full' : 'kept');
      if (isStale(known)) void askBehind(orgId, [globalThing], null);
      return { objects: toSummaries(known.value), asOf: known.asOf, source: known.source };
    },
    object: async (orgId, object, refresh = false) => describe(orgId, object, refresh ? 'full' : 'kept'),
    forLoad: async (orgId, object) => {
      const thing = objectThing(object);
      const kept = await shelfOf(await knownOrg(orgId)).read(thing.name, thing.schema);
      const isKept = kept !== null && kept.value !== null;
      const { source: _source, ...description } =
        isKept && isSendable(kept.asOf, Date.now())
          ? await describe(orgId, object, 'confirmed')
          : await describe(orgId, object, 'full').catch(async (cause: unknown) => {
              if (!isKept) throw cause;
              return describe(orgId, object, 'kept');
            });
      return description;
    },
    picklists: async (orgId, object, recordTypeId) => {
      const org = await knownOrg(orgId);
      try {
        const thing = picklistThing(object, recordTypeId);
        const { value, asOf, source } = await lookUp(org, thing, 'confirmed');
        return { recordTypeId, narrowed: true, fields: toPicklists(value), asOf, source };
      } catch (cause) {
        // The UI API leaves some objects out and has an hourly limit of its own; describe knows less, but always.
        const known = await lookUp(org, objectThing(object), 'kept');
        if (known.value === null) throw cause;
        const { asOf, source } = known;
        return { recordTypeId, narrowed: false, fields: toObjectWidePicklists(known.value), asOf, source };
      }
    },
  };
};
