import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { dropRefuted } from '../../../core/mapping/decide-formats';
import { applyChoices, suggestMapping } from '../../../core/mapping/suggest';
import { defaultLoadOptions, type LoadView } from '../../../shared/domain/load';
import type { CallInput } from '../../../shared/contract';
import type { Dialect, SheetView } from '../../../shared/domain/sheet';
import type { Operation } from '../../../shared/domain/sobject';
import { AppError } from '../../../shared/errors/app-error';
import { inspectFile, type WantedDialect } from '../../files/inspect-file';
import { freezeSource, type FrozenSource } from '../../store/load-folder';
import { storeVersion, type LoadDoc } from '../../store/load-doc';
import type { LoadStore } from '../../store/load-store';
import type { TableReading } from '../../files/table-header';
import type { Describes } from '../describes';
import type { Orgs } from '../orgs';
import { toTargetKey, type OpenLoads } from './open-loads';
import { readSheet } from './read-sheet';
import { objectWithFields } from './renew-object';

export type ReadingProgress = { loadId: string | null; bytes: number; of: number; rows: number };

export type SetUp = {
  /** Freezes a copy of the file and reads it; `wanted` says what is known of its dialect beforehand. */
  create: (orgId: string, path: string, wanted?: WantedDialect) => Promise<LoadView>;
  replaceFile: (loadId: string, path: string) => Promise<LoadView>;
  reread: (input: CallInput<'loads.reread'>) => Promise<LoadView>;
  setTarget: (loadId: string, object: string, operation: Operation, externalId?: string) => Promise<LoadView>;
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
    const now = Date.now();
    const nothing: SheetView = {
      name: basename(path),
      bytes: 0,
      modifiedAt: 0,
      sha256: '',
      rows: 0,
      blankLines: 0,
      dialect: { encoding: 'utf-8', delimiter: 'comma', headerRow: 1 },
      chosen: [],
      columns: [],
      findings: [],
    };
    return {
      store: storeVersion,
      id,
      version: 0,
      createdAt: now,
      updatedAt: now,
      org: { id: org.id, name: org.name, type: org.type, username: org.username },
      sheet: nothing,
      reading: 0,
      target: null,
      mapping: [],
      repairs: [],
      timeZone: null,
      options: defaultLoadOptions,
      checked: false,
      prepared: null,
      attempt: null,
      attempts: [],
      jobLog: [],
    };
  };

  /** The mapping for new columns: choices of the person survive where the header is still there. */
  const remap = async (doc: LoadDoc, sheet: SheetView): Promise<LoadDoc['mapping']> => {
    const object = await loads.object(doc.id);
    if (doc.target === null || object === null) return [];
    const target = toTargetKey(doc.target);
    const suggested = suggestMapping(sheet.columns, object, target, doc.timeZone);
    const choices = doc.mapping
      .filter(({ confidence }) => confidence === 'chosen')
      .flatMap(({ header, field, format }) => {
        const column = sheet.columns.find((candidate) => candidate.header === header);
        if (column === undefined) return [];
        // Another file can refute what the rows of the first one allowed.
        return [{ column: column.index, field, format: dropRefuted(format, column) }];
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

  const create = async (orgId: string, path: string, wanted: WantedDialect = {}): Promise<LoadView> => {
    const id = randomUUID();
    const store = await loads.create(await emptyDoc(orgId, id, path));
    try {
      const source = await freezeSource(path, store.folder);
      const dialect = await inspectFile(store.folder.source, wanted);
      const chosen = (['encoding', 'delimiter'] as const).filter((part) => wanted[part] !== undefined);
      const { reading = 'forgiving', signal, examine } = wanted;
      const how = {
        dialect,
        chosen,
        loadId: id,
        reading,
        examine,
        ...(signal === undefined ? {} : { signal }),
      };
      const sheet = await read(store, source, how);
      return await saveSheet(id, sheet);
    } catch (cause) {
      // A file that can't be read leaves nothing behind.
      await loads.remove(id);
      throw cause;
    }
  };

  return {
    create,
    replaceFile: async (loadId, path) => {
      const old = await (await loads.store(loadId)).readDoc();
      refuseAfterSending(old);
      const fresh = await create(old.org.id, path);
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
    reread: async ({ loadId, ...wanted }) => {
      const store = await loads.store(loadId);
      const doc = await store.readDoc();
      refuseAfterSending(doc);
      const parts = (['encoding', 'delimiter', 'headerRow'] as const).filter(
        (part) => wanted[part] !== undefined,
      );
      const given = Object.fromEntries(parts.map((part) => [part, wanted[part]]));
      const dialect: Dialect = { ...doc.sheet.dialect, ...given };
      const chosen = [...new Set([...doc.sheet.chosen, ...parts])];
      return saveSheet(loadId, await read(store, doc.sheet, { dialect, chosen, loadId }));
    },
    setTarget: async (loadId, objectName, operation, externalId) => {
      const store = await loads.store(loadId);
      const before = await store.readDoc();
      refuseAfterSending(before);
      const object = await describes.forLoad(before.org.id, objectName);
      await loads.saveObject(loadId, object);
      const key = object.fields.find(({ name }) => name === externalId);
      const timeZone = await orgs.timeZone(before.org.id);
      await store.change(async (doc) => {
        const target = {
          object: object.name,
          objectLabel: object.label,
          objectLabelPlural: object.labelPlural,
          operation,
          ...(key === undefined ? {} : { externalId: key.name, externalIdLabel: key.label }),
        };
        const sameObject = doc.target?.object === target.object;
        const next = { ...doc, target, timeZone, checked: false, mapping: sameObject ? doc.mapping : [] };
        return { ...next, mapping: await remap(next, doc.sheet) };
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
          toTargetKey(doc.target),
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
      await store.change(async (doc) => {
        refuseAfterSending(doc);
        const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
        return { ...doc, options: { ...doc.options, ...given }, checked: false };
      });
      return loads.announce(loadId);
    },
  };
};
