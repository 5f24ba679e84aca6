import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { applyChoices, suggestMapping } from '../../../core/mapping/suggest';
import { createProfiler } from '../../../core/sheet/profile-columns';
import { defaultLoadOptions, type LoadView } from '../../../shared/domain/load';
import type { CallInput } from '../../../shared/contract';
import type { ColumnProfile, Dialect, SheetFinding, SheetView } from '../../../shared/domain/sheet';
import type { LoadableObject, Operation } from '../../../shared/domain/sobject';
import { AppError } from '../../../shared/errors/app-error';
import { inspectFile, readTable } from '../../files/read-table';
import type { TableWriter } from '../../store/database';
import { freezeSource, type FrozenSource } from '../../store/load-folder';
import { storeVersion, type LoadDoc } from '../../store/load-doc';
import type { LoadStore } from '../../store/load-store';
import { createSheetTable } from '../../store/tables';
import type { Describes } from '../describes';
import type { Orgs } from '../orgs';
import { toTargetKey, type OpenLoads } from './open-loads';

export type ReadingProgress = { loadId: string | null; bytes: number; of: number; rows: number };

export type SetUp = {
  create: (orgId: string, path: string) => Promise<LoadView>;
  replaceFile: (loadId: string, path: string) => Promise<LoadView>;
  reread: (input: CallInput<'loads.reread'>) => Promise<LoadView>;
  setTarget: (loadId: string, object: string, operation: Operation, externalId?: string) => Promise<LoadView>;
  setMapping: (input: CallInput<'loads.setMapping'>) => Promise<LoadView>;
  setOptions: (loadId: string, options: CallInput<'loads.setOptions'>['options']) => Promise<LoadView>;
};

type Findings = { damaged: number; damageLine: number | undefined; nul: number; badBytes: number };

const toFindings = (columns: ColumnProfile[], blankLines: number, found: Findings): SheetFinding[] => {
  const ragged = found.damaged - found.nul - found.badBytes;
  const line = found.damageLine === undefined ? {} : { line: found.damageLine };
  return [
    ...(ragged > 0 ? [{ code: 'ragged-rows' as const, count: ragged, ...line }] : []),
    ...(found.nul > 0 ? [{ code: 'nul-bytes' as const, count: found.nul, ...line }] : []),
    ...(found.badBytes > 0 ? [{ code: 'bad-bytes' as const, count: found.badBytes, ...line }] : []),
    ...(blankLines > 0 ? [{ code: 'blank-lines' as const, count: blankLines }] : []),
    ...columns.flatMap((column): SheetFinding[] => [
      ...(column.leadingZeros > 0
        ? [{ code: 'leading-zeros' as const, column: column.header, count: column.leadingZeros }]
        : []),
      ...(column.errorCells > 0
        ? [{ code: 'error-cells' as const, column: column.header, count: column.errorCells }]
        : []),
    ]),
  ];
};

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
  /** Reads the frozen copy into the store; what was there of another reading is replaced whole. */
  const readSheet = async (
    store: LoadStore,
    source: FrozenSource,
    dialect: Dialect,
    chosen: SheetView['chosen'],
    loadId: string,
  ): Promise<SheetView> => {
    const found: Findings = { damaged: 0, damageLine: undefined, nul: 0, badBytes: 0 };
    let columns: ColumnProfile[] = [];
    const outcome = await store.database.change(async (tx) => {
      let profiler: ReturnType<typeof createProfiler> | null = null;
      let width = 0;
      let pending: (string | number | null)[][] = [];
      const flush = async (): Promise<void> => {
        if (pending.length === 0) return;
        const rows = pending;
        pending = [];
        await tx.fill('src', (writer: TableWriter) => {
          for (const row of rows) writer.append(row);
        });
      };
      const read = await readTable(
        store.folder.source,
        { dialect, onProgress: (bytes, rows) => tellReading({ loadId, bytes, of: source.bytes, rows }) },
        {
          begin: async (header) => {
            width = header.length;
            profiler = createProfiler(header);
            await createSheetTable(tx, width);
          },
          row: ({ row, line, cells, damage, extra }) => {
            if (damage !== null) {
              found.damaged += 1;
              found.damageLine ??= damage.line;
              if (damage.kind === 'nul') found.nul += 1;
              if (damage.kind === 'bad-bytes') found.badBytes += 1;
            }
            profiler?.add(cells);
            const words = damage === null ? null : JSON.stringify(damage);
            pending.push([row, line, words, extra === undefined ? null : JSON.stringify(extra), ...cells]);
          },
          drain: flush,
        },
      );
      await flush();
      columns = (profiler as ReturnType<typeof createProfiler> | null)?.finish() ?? [];
      for (const table of ['st', 'cell', 'edit_batch', 'edit_cell', 'edit_row'])
        await tx.run(`DELETE FROM ${table}`);
      return read;
    });
    return {
      name: source.name,
      bytes: source.bytes,
      modifiedAt: source.modifiedAt,
      sha256: source.sha256,
      rows: outcome.rows,
      blankLines: outcome.blankLines,
      dialect,
      chosen,
      columns,
      findings: toFindings(columns, outcome.blankLines, found),
    };
  };

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
      target: null,
      mapping: [],
      options: defaultLoadOptions,
      checked: false,
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

  /** The load's description of its object, renewed where a person chose a field that is new since then. */
  const objectWith = async (
    { id, org, target }: LoadDoc,
    entries: CallInput<'loads.setMapping'>['entries'],
  ): Promise<LoadableObject | null> => {
    const object = await loads.object(id);
    const isKnown = (name: string | null): boolean =>
      name === null || (object?.fields.some((field) => field.name === name) ?? false);
    if (target === null || object === null || entries.every(({ field }) => isKnown(field))) return object;
    const known = await describes.forLoad(org.id, target.object);
    await loads.saveObject(id, known);
    return known;
  };

  const saveSheet = async (loadId: string, sheet: SheetView): Promise<LoadView> => {
    const store = await loads.store(loadId);
    await store.change(async (doc) => ({ ...doc, sheet, mapping: await remap(doc, sheet), checked: false }));
    return loads.announce(loadId);
  };

  const create = async (orgId: string, path: string): Promise<LoadView> => {
    const id = randomUUID();
    const store = await loads.create(await emptyDoc(orgId, id, path));
    try {
      const source = await freezeSource(path, store.folder);
      const dialect = await inspectFile(store.folder.source);
      const sheet = await readSheet(store, source, dialect, [], id);
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
        const carried = { ...doc, target: old.target, options: old.options, mapping: old.mapping };
        return { ...carried, mapping: await remap(carried, doc.sheet) };
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
      return saveSheet(loadId, await readSheet(store, doc.sheet, dialect, chosen, loadId));
    },
    setTarget: async (loadId, objectName, operation, externalId) => {
      const store = await loads.store(loadId);
      const before = await store.readDoc();
      refuseAfterSending(before);
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
      const object = await objectWith(await store.readDoc(), entries);
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
