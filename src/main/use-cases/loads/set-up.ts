import { dropRefuted } from '../../../core/mapping/decide-formats';
import { toMappingTarget } from '../../../core/mapping/offered-fields';
import { applyChoices, suggestMapping } from '../../../core/mapping/suggest';
import { canFindBy } from '../../../core/preflight/name-record';
import { isUndecided } from '../../../core/sheet/is-undecided';
import { damageMendedBy } from '../../../core/sheet/repair-cell';
import type { LoadView } from '../../../shared/domain/load';
import type { CallInput } from '../../../shared/contract';
import type { Dialect, SheetView } from '../../../shared/domain/sheet';
import { isDeletion, type Operation } from '../../../shared/domain/sobject';
import { AppError } from '../../../shared/errors/app-error';
import type { WantedDialect } from '../../files/inspect-file';
import type { PastedSource } from '../../store/load-folder';
import type { LoadDoc } from '../../store/load-doc';
import type { Describes } from '../describes';
import type { Orgs } from '../orgs';
import type { OpenLoads } from './open-loads';
import { createLoadReadings, type ReadingProgress } from './load-readings';
import { changesWorkbook, dialectParts } from './workbook-wish';
import { objectWithFields } from './renew-object';
import { judgeTrace, refuseUnfitTrace } from './trace-column';

export type TargetKey = { externalId?: string | undefined; findBy?: string | undefined };

export type SetUp = {
  /**
   * Freezes a copy of the file at a path, or what was pasted, and reads it; `wanted` says what is known of its dialect
   * beforehand.
   */
  create: (orgId: string, from: string | PastedSource, wanted?: WantedDialect) => Promise<LoadView>;
  replaceFile: (loadId: string, from: string | PastedSource, wanted?: WantedDialect) => Promise<LoadView>;
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
    const mended = damageMendedBy(repair.kind);
    const isStillThere = column?.damage?.some(({ kind }) => kind === mended) === true;
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

  const { create, createAgain, read, rereadWorkbook } = createLoadReadings(
    loads,
    orgs,
    tellReading,
    saveSheet,
  );

  return {
    create,
    replaceFile: async (loadId, from, wanted) => {
      const old = await (await loads.store(loadId)).readDoc();
      refuseAfterSending(old);
      const fresh = await createAgain(old, from, wanted);
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
