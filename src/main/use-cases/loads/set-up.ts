import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { applyChoices, suggestMapping } from '../../../core/mapping/suggest';
import { isUndecided } from '../../../core/sheet/is-undecided';
import { defaultLoadOptions, type LoadView } from '../../../shared/domain/load';
import type { CallInput } from '../../../shared/contract';
import type { Dialect, EncodingDoubt, SheetView } from '../../../shared/domain/sheet';
import type { Operation } from '../../../shared/domain/sobject';
import { AppError } from '../../../shared/errors/app-error';
import { inspectFile, type WantedDialect } from '../../files/inspect-file';
import { freezeSource, freezeText, type FrozenSource, type PastedSource } from '../../store/load-folder';
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
  /**
   * Freezes a copy of the file at a path, or what was pasted, and reads it; `wanted` says what is known of its dialect
   * beforehand.
   */
  create: (orgId: string, from: string | PastedSource, wanted?: WantedDialect) => Promise<LoadView>;
  replaceFile: (loadId: string, from: string | PastedSource, wanted?: WantedDialect) => Promise<LoadView>;
  reread: (input: CallInput<'loads.reread'>, signal?: AbortSignal) => Promise<LoadView>;
  setTarget: (loadId: string, object: string, operation: Operation, externalId?: string) => Promise<LoadView>;
  setMapping: (input: CallInput<'loads.setMapping'>) => Promise<LoadView>;
  setOptions: (loadId: string, options: CallInput<'loads.setOptions'>['options']) => Promise<LoadView>;
};

const dialectParts = ['encoding', 'delimiter', 'headerRow'] as const;

const refuseAfterSending = (doc: LoadDoc): void => {
  if (doc.attempts.length > 0) throw new AppError('load.already-sent');
};

/** Everything that happens to a load before it is checked: file, target, mapping, options. */
export const createSetUp = (
  loads: OpenLoads,
  orgs: Pick<Orgs, 'list'>,
  describes: Pick<Describes, 'forLoad'>,
  tellReading: (progress: ReadingProgress) => void,
): SetUp => {
  const emptyDoc = async (orgId: string, id: string, name: string): Promise<LoadDoc> => {
    const org = (await orgs.list()).find((known) => known.id === orgId);
    if (org === undefined) throw new AppError('org.not-connected');
    const now = Date.now();
    const nothing: SheetView = {
      name,
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
    const suggested = suggestMapping(sheet.columns, object, target);
    const choices = doc.mapping
      .filter(({ confidence }) => confidence === 'chosen')
      .flatMap(({ header, field, format }) => {
        const column = sheet.columns.find((candidate) => candidate.header === header);
        return column === undefined ? [] : [{ column: column.index, field, format }];
      });
    return applyChoices(suggested, choices, sheet.columns, object, target);
  };

  const saveSheet = async (loadId: string, sheet: SheetView): Promise<LoadView> => {
    const store = await loads.store(loadId);
    await store.change(async (doc) => ({ ...doc, sheet, mapping: await remap(doc, sheet), checked: false }));
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
      signal?: AbortSignal;
    },
  ): Promise<SheetView> =>
    readSheet(store, {
      reading: 'forgiving',
      ...how,
      source,
      tellProgress: (bytes, rows) => tellReading({ loadId: how.loadId, bytes, of: source.bytes, rows }),
    });

  const create: SetUp['create'] = async (orgId, from, wanted = {}) => {
    const id = randomUUID();
    const pasted = typeof from !== 'string';
    const store = await loads.create(await emptyDoc(orgId, id, pasted ? from.name : basename(from)));
    try {
      const { reading = 'forgiving', signal } = wanted;
      const source = pasted
        ? await freezeText(from, store.folder)
        : await freezeSource(from, store.folder, undefined, signal);
      const known = pasted ? { ...wanted, encoding: 'utf-8' as const } : wanted;
      const { dialect, doubt } = await inspectFile(store.folder.source, known);
      const chosen = dialectParts.filter((part) => wanted[part] !== undefined);
      const how = {
        dialect,
        doubt,
        chosen,
        loadId: id,
        reading,
        ...(signal === undefined ? {} : { signal }),
      };
      const sheet = await read(store, source, how);
      return await saveSheet(id, pasted ? { ...sheet, pasted } : sheet);
    } catch (cause) {
      // A file that can't be read leaves nothing behind.
      await loads.remove(id);
      throw cause;
    }
  };

  return {
    create,
    replaceFile: async (loadId, from, wanted) => {
      const old = await (await loads.store(loadId)).readDoc();
      refuseAfterSending(old);
      const fresh = await create(old.org.id, from, wanted);
      if (old.target === null) {
        await loads.remove(loadId);
        return fresh;
      }
      const object = await loads.object(loadId);
      if (object !== null) await loads.saveObject(fresh.id, object);
      const store = await loads.store(fresh.id);
      await store.change(async (doc) => {
        const carried = { ...doc, target: old.target, options: old.options, mapping: old.mapping };
        return { ...carried, mapping: await remap(carried, doc.sheet) };
      });
      await loads.remove(loadId);
      return loads.announce(fresh.id);
    },
    reread: async ({ loadId, headers, ...wanted }, signal) => {
      const store = await loads.store(loadId);
      const doc = await store.readDoc();
      refuseAfterSending(doc);
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
    setTarget: async (loadId, objectName, operation, externalId) => {
      const store = await loads.store(loadId);
      const before = await store.readDoc();
      refuseAfterSending(before);
      if (isUndecided(before.sheet)) throw new AppError('file.undecided');
      const object = await describes.forLoad(before.org.id, objectName);
      await loads.saveObject(loadId, object);
      const key = object.fields.find(({ name }) => name === externalId);
      await store.change(async (doc) => {
        const target = {
          object: object.name,
          objectLabel: object.label,
          objectLabelPlural: object.labelPlural,
          operation,
          ...(key === undefined ? {} : { externalId: key.name, externalIdLabel: key.label }),
        };
        const sameObject = doc.target?.object === target.object;
        const next = { ...doc, target, checked: false, mapping: sameObject ? doc.mapping : [] };
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
        );
        return { ...doc, mapping, checked: false };
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
