import { z } from 'zod';
import {
  ChosenDay,
  mostObjects,
  type PracticeDay,
  type PracticeView,
  type ChosenDay as Day,
} from '../../shared/domain/practice';
import { AppError } from '../../shared/errors/app-error';
import { measureFile, readWholeText } from '../files/read-text';
import { CallError } from '../load/ports';
import { mostMegabytes, type Panel, type PracticeControl } from '../salesforce/practice-control';
import { callForJson, type Session } from '../salesforce/session';
import type { Orgs } from './orgs';

export type PracticeConditions = {
  /** How the practice org is; starts it where it does not run. */
  read: () => Promise<PracticeView>;
  setDay: (day: Day) => Promise<PracticeView>;
  /** Moves its clock on; null brings it back to this computer's time. */
  moveClock: (days: number | null) => Promise<PracticeView>;
  reset: () => Promise<PracticeView>;
  takeFile: (path: string) => Promise<PracticeView>;
  takeOrg: (orgId: string, objects: readonly string[]) => Promise<PracticeView>;
  takeSample: () => Promise<PracticeView>;
};

type Ports = {
  control: PracticeControl;
  orgs: Pick<Orgs, 'list' | 'open'>;
  /** What was kept of an org's descriptions holds no more. */
  forget: (orgId: string) => Promise<void>;
  tellReading: (progress: { done: number; of: number }) => void;
};

const dayLength = 86_400_000;
/** Settings the named days work with; others are a matter of how the org was set up, not of its day. */
const ofDays = [
  'slowMs',
  'chunkMs',
  'lockModel',
  'flaky',
  'quotaExhausted',
  'stuck',
  'jobFault',
  'maintenance',
];

/** Calls to the practice org under way at a time; it answers from memory, a slow day apart. */
const describesAtOnce = 20;

const JobFault = z.object({ times: z.number() }).nullish();
const Described = z.object({ fields: z.array(z.unknown()) });

const readDay = ({ preset, conditions, faults }: Panel): PracticeDay => {
  const named = ChosenDay.safeParse(preset);
  if (named.success) return named.data;
  return preset !== null || faults > 0 || ofDays.some((name) => name in conditions) ? 'other' : 'clear';
};

/** Some days strike once or twice and are over, though they keep their name. */
const hasStruck = ({ preset, conditions, faults }: Panel): boolean => {
  if (preset === 'expired') return true;
  if (preset === 'truncated') return faults === 0;
  return preset === 'half-way' && (JobFault.parse(conditions['jobFault'])?.times ?? 0) === 0;
};

const describePath = ({ apiVersion }: Session, object: string): string =>
  `/services/data/v${apiVersion}/sobjects/${encodeURIComponent(object)}/describe`;

/** The practice org on this computer: its day, its clock, its company. Knows nothing of any other org's. */
export const createPracticeConditions = ({
  control,
  orgs,
  forget,
  tellReading,
}: Ports): PracticeConditions => {
  let fields = new Map<string, number>();

  const toView = (panel: Panel): PracticeView => ({
    day: readDay(panel),
    struck: hasStruck(panel),
    clock: { now: Date.parse(panel.clock.now), ahead: panel.clock.offsetMs },
    schema: panel.schema,
    objects: panel.objects
      .filter(({ createable }) => createable)
      .map(({ name, label, records }) => ({ name, label, records, fields: fields.get(name) ?? null }))
      .sort((a, b) => a.label.localeCompare(b.label)),
    jobs: {
      underWay: panel.jobs.open + panel.jobs.waiting + panel.jobs.running,
      ended: panel.jobs.ended,
    },
  });

  /** Counts the fields the practice org has now: it leaves out kinds it does not know. */
  const countFields = async (panel: Panel): Promise<Map<string, number>> => {
    const org = (await orgs.list()).find(({ type, connected }) => type === 'practice' && connected);
    if (org === undefined) return new Map();
    const { session } = await orgs.open(org.id);
    const names = panel.objects.filter(({ createable }) => createable).map(({ name }) => name);
    const counted: [string, number][] = [];
    while (counted.length < names.length) {
      const next = names.slice(counted.length, counted.length + describesAtOnce);
      counted.push(
        ...(await Promise.all(
          next.map(async (name): Promise<[string, number]> => {
            const answer = await callForJson(session, { method: 'GET', path: describePath(session, name) });
            return [name, Described.parse(answer).fields.length];
          }),
        )),
      );
    }
    return new Map(counted);
  };

  const replaceObjects = async (schema: string | null): Promise<PracticeView> => {
    if (Buffer.byteLength(schema ?? '') > mostMegabytes * 1_000_000)
      throw new AppError('practice.schema-large', { megabytes: mostMegabytes });
    const panel = await control.change({ schema });
    for (const { id, type } of await orgs.list()) if (type === 'practice') await forget(id);
    // The objects are there; a bad day must not make it look as if they were not.
    fields = schema === null ? new Map() : await countFields(panel).catch(() => new Map());
    return toView(panel);
  };

  const readDescribe = async (session: Session, object: string): Promise<string> => {
    try {
      const answer = await callForJson(session, { method: 'GET', path: describePath(session, object) });
      return JSON.stringify(answer);
    } catch (cause) {
      if (cause instanceof CallError && cause.failure.kind === 'gone')
        throw new AppError('org.not-found', {}, { detail: object, cause });
      throw cause;
    }
  };

  return {
    read: async () => toView(await control.read()),
    setDay: async (day) => toView(await control.change({ preset: day })),
    moveClock: async (days) =>
      toView(
        await control.change({ clock: days === null ? { offsetMs: 0 } : { advanceMs: days * dayLength } }),
      ),
    reset: async () => toView(await control.change({ reset: true })),
    takeFile: async (path) => {
      if ((await measureFile(path)) > 2 * mostMegabytes * 1_000_000)
        throw new AppError('practice.schema-large', { megabytes: mostMegabytes });
      return replaceObjects(await readWholeText(path));
    },
    takeOrg: async (orgId, objects) => {
      const wanted = [...new Set(objects)].slice(0, mostObjects);
      const { session } = await orgs.open(orgId);
      const described: string[] = [];
      for (const object of wanted) {
        tellReading({ done: described.length, of: wanted.length });
        described.push(await readDescribe(session, object));
      }
      try {
        return await replaceObjects(`[${described.join(',\n')}]`);
      } catch (cause) {
        if (!(cause instanceof AppError) || cause.code !== 'practice.schema-refused') throw cause;
        const { reason = '' } = cause.params;
        throw new AppError('practice.object-refused', { reason }, { detail: cause.detail ?? '', cause });
      }
    },
    takeSample: async () => replaceObjects(null),
  };
};
