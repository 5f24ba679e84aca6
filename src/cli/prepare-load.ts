import type { MappingTarget } from '../core/mapping/offered-fields';
import type { Program } from '../main/compose';
import { describeAlone } from '../main/use-cases/describe-alone';
import { createReview } from '../main/use-cases/loads/review';
import type { ColumnRepair } from '../shared/domain/mapping';
import type { SheetView } from '../shared/domain/sheet';
import type { LoadableObject } from '../shared/domain/sobject';
import { readLedgerRows } from '../main/use-cases/loads/read-ledger';
import { describeRow } from './ledger-columns';
import type { LoadSpec } from './load-spec';
import { columnsToRead, matchColumns, nameColumn } from './match-columns';
import { askPatiently, type OpenedOrg } from './open-org';
import { describeFormats } from './read-formats';
import { refuse } from './refusal';

/** A load that is on disk and checked, and of which nothing was sent. */
export type PreparedLoad = {
  id: string;
  ready: number;
  held: number;
  objectLabel: string;
  /** Columns that are not sent, as they are named to a person. */
  notSent: string[];
  /** How columns are read that are not in Salesforce's own form; may be empty. */
  formats: string;
};

const toTarget = ({ operation, externalId }: LoadSpec, object: LoadableObject): MappingTarget => {
  if (externalId === null) return { operation };
  const field = object.fields.find(({ name }) => name.toLowerCase() === externalId.toLowerCase());
  if (field === undefined)
    return refuse('cli.external-id.unknown', { field: externalId, object: object.label });
  // An org that says nothing about its keys judges this itself.
  if (object.keys.length > 0 && !object.keys.includes(field.name))
    return refuse('cli.external-id.no-key', { field: field.name, object: object.label });
  return { operation, externalId: field.name };
};

const findTraceField = (name: string | null | undefined, object: LoadableObject): string | null => {
  if (name == null) return null;
  const field = object.fields.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
  if (field === undefined || !['string', 'textarea'].includes(field.type))
    return refuse('cli.trace-field', { field: name, object: object.label });
  return field.name;
};

/** Repairs of a recipe, for columns of the same name. */
const toRepairs = ({ recipe }: LoadSpec, { columns }: SheetView): ColumnRepair[] => {
  const repairs = new Map(Object.entries(recipe?.repairs ?? {}));
  return columns.flatMap(({ header, index }) =>
    (repairs.get(header) ?? []).map((repair) => ({ ...repair, column: index })),
  );
};

/** `--strict`: one row that can't go keeps the whole file back; the first of them is named. */
const refuseHeld = async (program: Program, loadId: string, held: number): Promise<void> => {
  const store = await program.loads.store(loadId);
  const { mapping } = await store.readDoc();
  const [found] = await store.database.all("SELECT rn FROM st WHERE state = 'held' ORDER BY rn LIMIT 1");
  const row = Number(found?.[0] ?? 1);
  const [first] = await readLedgerRows(store, row, row);
  const reason =
    first === undefined || typeof first.outcome === 'string' ? '' : describeRow(first.outcome, mapping);
  refuse('cli.strict', { held, row, reason });
};

/**
 * Freezes the file, matches its columns and checks every row. Nothing is left on disk when it fails.
 *
 * @throws {import('./refusal').Refusal} with the reason
 */
export const prepareLoad = async (
  program: Program,
  spec: LoadSpec,
  org: OpenedOrg,
  signal: AbortSignal,
): Promise<PreparedLoad> => {
  const { loads, setUp, borrowed } = program;
  const described = await askPatiently(
    async () => describeAlone((await borrowed.orgs.open(org.id)).session, spec.object),
    spec.giveUpAfter,
    signal,
  );
  const target = toTarget(spec, described);
  const traceField = findTraceField(spec.options.traceField, described);
  const examine = (header: readonly string[]): ReadonlySet<number> =>
    columnsToRead(header, described, target, spec.mapping);
  const { id, sheet } = await setUp.create(org.id, spec.file, { ...spec.wanted, examine, signal });
  try {
    const timeZone = spec.reading.timeZone ?? (await borrowed.orgs.timeZone(org.id));
    const { entries, object } = matchColumns(sheet, described, target, spec, timeZone);
    await loads.saveObject(id, object);
    const store = await loads.store(id);
    const key = object.fields.find(({ name }) => name === target.externalId);
    await store.change(async (doc) => ({
      ...doc,
      target: {
        object: object.name,
        objectLabel: object.label,
        objectLabelPlural: object.labelPlural,
        operation: target.operation,
        ...(key === undefined ? {} : { externalId: key.name, externalIdLabel: key.label }),
      },
      mapping: entries,
      repairs: toRepairs(spec, sheet),
      timeZone,
      options: { ...doc.options, ...spec.options, traceField, values: 'as-is' },
    }));
    signal.throwIfAborted();
    const { ready, held } = await createReview(loads, { forLoad: async () => object })(id);
    if (spec.strict && held > 0) await refuseHeld(program, id, held);
    const notSent = entries
      .filter(({ field }) => field === null)
      .map(({ header, column }) => nameColumn(header, column));
    const formats = describeFormats(entries, sheet);
    return { id, ready, held, objectLabel: object.labelPlural, notSent, formats };
  } catch (cause) {
    await loads.remove(id);
    throw cause;
  }
};
