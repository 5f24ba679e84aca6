import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { toMappingTarget } from '../../../core/mapping/offered-fields';
import { applyChoices, suggestMapping } from '../../../core/mapping/suggest';
import { canFindBy } from '../../../core/preflight/name-record';
import { isUndecided } from '../../../core/sheet/is-undecided';
import type { LoadView } from '../../../shared/domain/load';
import type { CallInput } from '../../../shared/contract';
import type { Dialect, EncodingDoubt, SheetView } from '../../../shared/domain/sheet';
import { isDeletion, type Operation } from '../../../shared/domain/sobject';
import { AppError } from '../../../shared/errors/app-error';
import { inspectFile, type WantedDialect } from '../../files/inspect-file';
import { freezeSource, type FrozenSource } from '../../store/load-folder';
import type { LoadDoc } from '../../store/load-doc';
import type { LoadStore } from '../../store/load-store';
import type { TableReading } from '../../files/table-header';
import type { Describes } from '../describes';
import type { Orgs } from '../orgs';
import { indexSheet } from './index-sheet';
import type { OpenLoads } from './open-loads';
import { toEmptyDoc } from './empty-doc';
import { readFirst } from './first-reading';
import { readSheet } from './read-sheet';
import { changesWorkbook, dialectParts, toWorkbookWish, workbookParts } from './workbook-wish';
import { objectWithFields } from './renew-object';
import { judgeTrace, refuseUnfitTrace } from './trace-column';

export type ReadingProgress = { loadId: string | null; bytes: number; of: number; rows: number };

export type TargetKey = { externalId?: string | undefined; findBy?: string | undefined };

/** What is known of a file beforehand; what was pasted has a dialect nobody chose. */
export type WantedSheet = WantedDialect & { pasted?: boolean };

export type SetUp = {
  /** Freezes a copy of the file and reads it; `wanted` says what is known of it beforehand. */
  create: (orgId: string, path: string, wanted?: WantedSheet) => Promise<LoadView>;
  replaceFile: (loadId: string, path: string, wanted?: WantedSheet) => Promise<LoadView>;
  reread: (input: CallInput<'loads.reread'>, signal?: AbortSignal) => Promise<LoadView>;
  /** `key`: API name of the field an upsert goes by, or by which an update or delete finds its records. */
  setTarget: (loadId: string, object: string, operation: Operation, key?: TargetKey) => Promise<LoadView>;
  setMapping: (input: CallInput<'loads.setMapping'>) => Promise<LoadView>;
  setRepairs: (input: CallInput<'loads.setRepairs'>) => Promise<LoadView>;
  setOptions: (loadId: string, options: CallInput<'loads.setOptions'>['options']) => Promise<LoadView>;
};

/** Repairs stay with the columns they were decided for, as long as their damage is there. */
const keepRepairs = (before: LoadDoc, sheet: SheetView): LoadDoc['repairs'] =>
  before.repairs.flatMap((repair) => {
    const header = before.sheet.columns[repair.column]?.header;
    const column = sheet.columns.find((candidate) => candidate.header === header);
    const isStillThere = column?.damage?.some(({ kind }) => kind === repair.kind) === true;
    return column !== undefined && isStillThere ? [{ ...repair, column: column.index }] : [];
  });

const refuseAfterSending = (doc: LoadDoc): void => {
  if (doc.attempts.length > 0) throw new AppError('load.already-sent');
};

/** Everything that happens to a load before it is checked: file, target, mapping, options. */
export const createSetUp = (
  loads: OpenLoads,
  orgs: Pick<Orgs, 'list' | 'timeZone'>,
  describes: Pick<Describes, 'forLoad'>,
  tellReading: (progress: ReadingProgress) => void,
): SetUp => {
  const emptyDoc = async (orgId: string, id: string, path: string): Promise<LoadDoc> => {
    const org = (await orgs.list()).find((known) => known.id === orgId);
    if (org === undefined) throw new AppError('org.not-connected');
    return toEmptyDoc(org, id, basename(path));
  };

  /** The mapping for new columns: choices of the person survive where the header is still there. */
  const remap = async (doc: LoadDoc, sheet: SheetView): Promise<LoadDoc['mapping']> => {
    const object = await loads.object(doc.id);
    if (doc.target === null || object === null) return [];
    const target = toMappingTarget(doc.target);
    const suggested = suggestMapping(sheet.columns, object, target, doc.timeZone);
    const choices = doc.mapping
      .filter(({ confidence }) => confidence === 'chosen')
      .flatMap(({ header, field, format }) => {
        const column = sheet.columns.find((candidate) => candidate.header === header);
        return column === undefined ? [] : [{ column: column.index, field, format }];
      });
    return applyChoices(suggested, choices, sheet.columns, object, target, doc.timeZone);
  };

  const saveSheet = async (loadId: string, sheet: SheetView): Promise<LoadView> => {
    const store = await loads.store(loadId);
    await store.change(async (doc) => ({
      ...doc,
      sheet,
      mapping: await remap(doc, sheet),
      repairs: keepRepairs(doc, sheet),
      checked: false,
    }));
    return loads.announce(loadId);
  };

  const read = async (
    store: LoadStore,
    source: FrozenSource,
    how: {
      dialect: Dialect;
      chosen: SheetView['chosen'];
      doubt: EncodingDoubt;
      loadId: string;
      reading?: TableReading;
      examine?: WantedDialect['examine'];
      signal?: AbortSignal;
    },
  ): Promise<SheetView> =>
    readSheet(store, {
      reading: 'forgiving',
      ...how,
      source,
      tellProgress: (bytes, rows) => tellReading({ loadId: how.loadId, bytes, of: source.bytes, rows }),
    });

  const create = async (orgId: string, path: string, wanted: WantedSheet = {}): Promise<LoadView> => {
    const id = randomUUID();
    const store = await loads.create(await emptyDoc(orgId, id, path));
    try {
      const { reading = 'forgiving', signal, examine, pasted = false } = wanted;
      const source = await freezeSource(path, store.folder, undefined, signal);
      const tellProgress = (bytes: number, rows: number): void =>
        tellReading({ loadId: id, bytes, of: source.bytes, rows });
      const indexed = await indexSheet(store, source, { ...wanted, tellProgress });
      if (indexed !== null) return await saveSheet(id, indexed);
      const how = { loadId: id, reading, examine, ...(signal === undefined ? {} : { signal }) };
      const sheet = await readFirst(store.folder.source, wanted, async ({ dialect, doubt }, chosen) =>
        read(store, source, { ...how, dialect, doubt, chosen: pasted ? [] : chosen }),
      );
      return await saveSheet(id, pasted ? { ...sheet, pasted } : sheet);
    } catch (cause) {
      // A file that can't be read leaves nothing behind.
      await loads.remove(id);
      throw cause;
    }
  };

  /** A file that was mended is read by the sheet the person had chosen, if it is still there. */
  const createAgain = async (
    { org, sheet }: LoadDoc,
    path: string,
    wanted: WantedSheet = {},
  ): Promise<LoadView> => {
    const chosen = sheet.chosen.includes('sheet') ? sheet.dialect.workbook?.sheet : undefined;
    if (chosen === undefined || wanted.pasted === true) return create(org.id, path, wanted);
    try {
      return await create(org.id, path, { sheet: chosen, ...wanted });
    } catch (cause) {
      const isGone = cause instanceof AppError && /^file\.no-sheets?$/.test(cause.code);
      if (!isGone) throw cause;
      return create(org.id, path, wanted);
    }
  };

  /** Another sheet has a header of its own, and so has another table of it; a choice above undoes those below. */
  const rereadWorkbook = async (
    store: LoadStore,
    { id, sheet }: LoadDoc,
    wanted: Omit<CallInput<'loads.reread'>, 'loadId'>,
    signal: AbortSignal | undefined,
  ): Promise<LoadView> => {
    const stoppable = signal === undefined ? {} : { signal };
    const { dialect, doubt } = await inspectFile(store.folder.source, {
      ...toWorkbookWish(sheet.dialect.workbook, wanted),
      ...stoppable,
    });
    const from = workbookParts.findIndex((one) => wanted[one] !== undefined);
    const chosen = workbookParts.filter(
      (one, at) => wanted[one] !== undefined || (at < from && sheet.chosen.includes(one)),
    );
    return saveSheet(id, await read(store, sheet, { dialect, doubt, chosen, loadId: id, ...stoppable }));
  };

  return {
    create,
    replaceFile: async (loadId, path, wanted) => {
      const old = await (await loads.store(loadId)).readDoc();
      refuseAfterSending(old);
      const fresh = await createAgain(old, path, wanted);
      if (old.target === null) {
        await loads.remove(loadId);
        return fresh;
      }
      const object = await loads.object(loadId);
      if (object !== null) await loads.saveObject(fresh.id, object);
      const store = await loads.store(fresh.id);
      await store.change(async (doc) => {
        const { target, options, mapping, timeZone } = old;
        const carried = { ...doc, target, options, mapping, timeZone };
        const repairs = keepRepairs(old, doc.sheet);
        return { ...carried, mapping: await remap(carried, doc.sheet), repairs };
      });
      await loads.remove(loadId);
      return loads.announce(fresh.id);
    },
    reread: async ({ loadId, headers, ...wanted }, signal) => {
      const store = await loads.store(loadId);
      const doc = await store.readDoc();
      refuseAfterSending(doc);
      if (doc.sheet.dialect.workbook !== undefined && changesWorkbook(wanted))
        return rereadWorkbook(store, doc, wanted, signal);
      const parts = dialectParts.filter((part) => wanted[part] !== undefined);
      const given = Object.fromEntries(parts.map((part) => [part, wanted[part]]));
      const { headers: before, ...known } = doc.sheet.dialect;
      // Other columns bring other names, to be asked about anew.
      const names = parts.length > 0 ? headers : { ...before, ...headers };
      const dialect: Dialect = { ...known, ...given, ...(names === undefined ? {} : { headers: names }) };
      const chosen = [...new Set([...doc.sheet.chosen, ...parts])];
      const doubt = chosen.includes('encoding') ? [] : (doc.sheet.doubt ?? []);
      const how = { dialect, chosen, doubt, loadId, ...(signal === undefined ? {} : { signal }) };
      const sheet = await read(store, doc.sheet, how);
      return saveSheet(loadId, doc.sheet.pasted === true ? { ...sheet, pasted: true } : sheet);
    },
    setTarget: async (loadId, objectName, operation, { externalId, findBy } = {}) => {
      const store = await loads.store(loadId);
      const before = await store.readDoc();
      refuseAfterSending(before);
      if (isUndecided(before.sheet)) throw new AppError('file.undecided');
      const object = await describes.forLoad(before.org.id, objectName);
      await loads.saveObject(loadId, object);
      const key = object.fields.find(({ name }) => name === externalId);
      const finding = object.fields.find(({ name }) => name === findBy);
      const isFound = operation === 'update' || isDeletion(operation);
      if (findBy !== undefined && (finding === undefined || !isFound || !canFindBy(finding)))
        throw new AppError('load.cannot-find', {
          field: finding?.label ?? findBy,
          object: object.labelPlural,
        });
      const timeZone = await orgs.timeZone(before.org.id);
      await store.change(async (doc) => {
        const target = {
          object: object.name,
          objectLabel: object.label,
          objectLabelPlural: object.labelPlural,
          operation,
          ...(key === undefined ? {} : { externalId: key.name, externalIdLabel: key.label }),
          ...(finding === undefined ? {} : { findBy: finding.name, findByLabel: finding.label }),
        };
        const sameObject = doc.target?.object === target.object;
        const next = { ...doc, target, timeZone, checked: false, mapping: sameObject ? doc.mapping : [] };
        const matched = { ...next, mapping: await remap(next, doc.sheet) };
        // A trace field of another object, or for another operation, is not one any more.
        return judgeTrace(matched, object) === null
          ? matched
          : { ...matched, options: { ...matched.options, traceField: null } };
      });
      return loads.announce(loadId);
    },
    setMapping: async ({ loadId, entries }) => {
      const store = await loads.store(loadId);
      const before = await store.readDoc();
      refuseAfterSending(before);
      const object = await objectWithFields(loads, describes, before, entries);
      await store.change(async (doc) => {
        refuseAfterSending(doc);
        if (doc.target === null || object === null) throw new AppError('load.incomplete');
        const choices = entries.map(({ column, field, format }) => ({
          column,
          field,
          ...(format === undefined ? {} : { format }),
        }));
        const mapping = applyChoices(
          doc.mapping,
          choices,
          doc.sheet.columns,
          object,
          toMappingTarget(doc.target),
          doc.timeZone,
        );
        return { ...doc, mapping, checked: false };
      });
      return loads.announce(loadId);
    },
    setRepairs: async ({ loadId, column, repairs }) => {
      const store = await loads.store(loadId);
      await store.change(async (doc) => {
        refuseAfterSending(doc);
        if (doc.sheet.columns[column] === undefined) throw new AppError('app.bad-request');
        const others = doc.repairs.filter((repair) => repair.column !== column);
        const own = repairs.map((repair) => ({ ...repair, column }));
        return { ...doc, repairs: [...others, ...own], checked: false };
      });
      return loads.announce(loadId);
    },
    setOptions: async (loadId, options) => {
      const store = await loads.store(loadId);
      const object = await loads.object(loadId);
      await store.change(async (doc) => {
        refuseAfterSending(doc);
        const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
        const next = { ...doc, options: { ...doc.options, ...given }, checked: false };
        if (options.traceField !== undefined && object !== null) refuseUnfitTrace(next, object);
        return next;
      });
      return loads.announce(loadId);
    },
  };
};
