import type { JobView, LoadPhase, LoadSummary, LoadView, WireError } from '../../../shared/domain/load';
import type { LoadableObject } from '../../../shared/domain/sobject';
import { LoadableObject as LoadableObjectSchema } from '../../../shared/domain/sobject';
import { AppError } from '../../../shared/errors/app-error';
import { findSilence } from '../../../core/load/silence';
import { checkMapping } from '../../../core/mapping/check';
import { chooseParts, countParts } from '../../../core/load/part-counts';
import { toMappingTarget } from '../../../core/mapping/offered-fields';
import { measureProgress } from '../../../core/load/progress';
import type { LoadDoc } from '../../store/load-doc';
import {
  createLoadFolder,
  folderOf,
  listSummaries,
  readSummary,
  writeSummary,
  type LoadFolder,
} from '../../store/load-folder';
import { createLoadStore, openLoadStore, type LoadStore } from '../../store/load-store';
import { readJson, writeJson } from '../../store/json-file';
import type { Balance } from '../../../shared/domain/row-state';
import { readBalance } from '../../store/row-states';
import { deleteFolder } from '../../store/home';

/** The loads of this computer: their open stores, and what the windows are told of them. */
export type OpenLoads = {
  create: (doc: LoadDoc) => Promise<LoadStore>;
  store: (id: string) => Promise<LoadStore>;
  object: (id: string) => Promise<LoadableObject | null>;
  saveObject: (id: string, object: LoadableObject) => Promise<void>;
  view: (id: string) => Promise<LoadView>;
  /** All parts of the newest attempt. */
  jobs: (id: string) => Promise<JobView[]>;
  /** Tells every window how the load stands now; returns what was told. */
  announce: (id: string) => Promise<LoadView>;
  list: () => Promise<LoadSummary[]>;
  remove: (id: string) => Promise<void>;
  folder: (id: string) => LoadFolder;
  /** A pause that could not be stored, as on a full disk; null when the load goes on. */
  holdUp: (id: string, error: WireError | null) => void;
  /** Whether the load is under way although its newest attempt may have ended: another may follow by itself. */
  setUnderWay: (id: string, underWay: boolean) => void;
  closeAll: () => Promise<void>;
};

const phaseOf = (doc: LoadDoc, heldUp: boolean, underWay: boolean): LoadPhase => {
  const { attempt } = doc;
  if (attempt === null) return doc.checked ? 'checked' : 'draft';
  if (attempt.phase === 'running' && heldUp) return 'paused';
  if (attempt.phase === 'running') return attempt.stopRequested ? 'stopping' : 'running';
  return attempt.phase === 'finished' && underWay ? 'running' : attempt.phase;
};

const toJobViews = ({ attempt }: LoadDoc): JobView[] => {
  const boxIds = new Map(attempt?.boxes.map(({ seq, id }) => [seq, id]));
  return (attempt?.jobs ?? []).map((job) => ({
    seq: job.seq,
    attempt: attempt?.attempt ?? 0,
    id: job.id,
    api: attempt?.way.api ?? '2.0',
    boxId: job.box === null ? null : (boxIds.get(job.box) ?? null),
    rows: job.rows,
    committed: job.committedAt !== null,
    phase: job.phase,
    orgState: job.report?.state ?? null,
    processed: job.report?.processed ?? 0,
    failed: job.report?.failed ?? 0,
    error: job.error,
  }));
};

/** What is counted from the rows themselves. */
type Counted = { balance: Balance; strayResults: number };

const countStray = async (store: LoadStore): Promise<number> => {
  const [row] = await store.database.all('SELECT count(*) FROM outcome WHERE rn = 0');
  return Number(row?.[0] ?? 0);
};

/** Counts rows again only where they may have changed: a load that runs is looked at some times a second. */
const createCounter = () => {
  const known = new WeakMap<LoadStore, { changes: number; rows: number; counted: Counted }>();
  return async (store: LoadStore, rows: number): Promise<Counted> => {
    // Read before the rows are: what changes meanwhile is counted the next time.
    const changes = store.rowChanges();
    const before = known.get(store);
    if (before?.changes === changes && before.rows === rows) return before.counted;
    const counted = {
      balance: await readBalance(store.database, rows),
      strayResults: await countStray(store),
    };
    known.set(store, { changes, rows, counted });
    return counted;
  };
};

export const openLoads = (loads: string, publish: (view: LoadView) => void): OpenLoads => {
  const stores = new Map<string, Promise<LoadStore>>();
  const objects = new Map<string, LoadableObject>();
  const telling = new Map<string, Promise<unknown>>();
  const heldUp = new Map<string, WireError>();
  const underWay = new Set<string>();
  const summarised = new Set<string>();
  const countRows = createCounter();

  const folder = (id: string): LoadFolder => folderOf(loads, id);
  const store = async (id: string): Promise<LoadStore> => {
    const open =
      stores.get(id) ??
      readSummary(loads, id).then(async (known) => {
        if (known === null) throw new AppError('load.not-found');
        return openLoadStore(folder(id));
      });
    stores.set(id, open);
    open.catch(() => stores.delete(id));
    return open;
  };

  const object = async (id: string): Promise<LoadableObject | null> => {
    const known = objects.get(id);
    if (known !== undefined) return known;
    const stored = await readJson(folder(id).object, LoadableObjectSchema.nullable(), null);
    if (stored !== null) objects.set(id, stored);
    return stored;
  };

  const toView = async (doc: LoadDoc, open: LoadStore): Promise<LoadView> => {
    const described = await object(doc.id);
    const { target, attempt } = doc;
    const jobs = toJobViews(doc);
    const counted = await countRows(open, doc.sheet.rows);
    return {
      id: doc.id,
      version: doc.version,
      createdAt: doc.createdAt,
      updatedAt: doc.updatedAt,
      org: doc.org,
      phase: phaseOf(doc, heldUp.has(doc.id), underWay.has(doc.id)),
      sheet: doc.sheet,
      target,
      mapping: doc.mapping,
      mappingProblems:
        target === null || described === null
          ? []
          : checkMapping(
              doc.mapping,
              described,
              toMappingTarget(target),
              doc.options.values,
              doc.sheet.columns,
            ),
      repairs: doc.repairs,
      timeZone: doc.timeZone,
      options: doc.options,
      balance: counted.balance,
      attempts: doc.attempts,
      parts: countParts(jobs),
      jobs: chooseParts(jobs),
      rate: attempt === null ? null : measureProgress(attempt, Date.now()),
      pause: attempt?.pause ?? heldUp.get(doc.id) ?? null,
      silentSince: attempt === null ? null : findSilence(attempt),
      strayResults: counted.strayResults,
    };
  };

  const view = async (id: string): Promise<LoadView> => {
    const open = await store(id);
    return toView(await open.readDoc(), open);
  };

  const tell = async (id: string): Promise<LoadView> => {
    const current = await view(id);
    const { createdAt, updatedAt, phase, org, target, balance, attempts } = current;
    const summary = {
      id,
      createdAt,
      updatedAt,
      phase,
      fileName: current.sheet.name,
      org,
      target,
      balance,
      attempts: attempts.length,
    };
    publish(current);
    try {
      await writeSummary(folder(id), summary);
      summarised.add(id);
    } catch (cause) {
      // The line for the history may lag behind; a load that has none yet can't be found again.
      if (!summarised.has(id)) throw cause;
    }
    return current;
  };

  /** One at a time for each load, so that the newest summary is the one that stays. */
  const announce = async (id: string): Promise<LoadView> => {
    const before = telling.get(id) ?? Promise.resolve();
    const mine = before.catch(() => undefined).then(async () => tell(id));
    telling.set(id, mine);
    return mine;
  };

  return {
    folder,
    store,
    object,
    view,
    jobs: async (id) => toJobViews(await (await store(id)).readDoc()),
    announce,
    create: async (doc) => {
      const target = folder(doc.id);
      await createLoadFolder(target);
      const created = await createLoadStore(target, doc);
      stores.set(doc.id, Promise.resolve(created));
      return created;
    },
    saveObject: async (id, described) => {
      objects.set(id, described);
      await writeJson(folder(id).object, described);
    },
    list: async () => listSummaries(loads),
    remove: async (id) => {
      await telling.get(id)?.catch(() => undefined);
      telling.delete(id);
      const open = await stores.get(id)?.catch(() => null);
      stores.delete(id);
      objects.delete(id);
      await open?.close();
      await deleteFolder(folder(id).path);
    },
    setUnderWay: (id, isUnderWay) => {
      if (isUnderWay) underWay.add(id);
      else underWay.delete(id);
    },
    holdUp: (id, error) => {
      if (error === null) heldUp.delete(id);
      else heldUp.set(id, error);
    },
    closeAll: async () => {
      await Promise.allSettled(telling.values());
      const all = [...stores.values()];
      stores.clear();
      for (const open of all) await (await open.catch(() => null))?.close();
    },
  };
};
