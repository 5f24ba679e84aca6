import { adviseParents } from '../core/load/advise-parents';
import { maxFollowUps } from '../core/load/follow-up';
import { findByHeader } from '../core/mapping/decide-formats';
import { findTraceProblem, type TracePlace } from '../core/load/trace';
import type { MappingTarget } from '../core/mapping/offered-fields';
import { canFindBy } from '../core/preflight/name-record';
import type { Program } from '../main/compose';
import { describeAlone } from '../main/use-cases/describe-alone';
import { chooseWay } from '../main/use-cases/loads/choose-way';
import type { RecordFinder } from '../main/use-cases/loads/find-records';
import { readRemarks } from '../main/use-cases/loads/read-ledger';
import { createReview } from '../main/use-cases/loads/review';
import type { ColumnRepair } from '../shared/domain/mapping';
import type { SheetView } from '../shared/domain/sheet';
import type { LoadableObject, Operation } from '../shared/domain/sobject';
import { describeParents } from '../shared/messages/parent-words';
import { describeRow } from './ledger-columns';
import type { LoadSpec } from './load-spec';
import { canBeHeader, columnsToRead, matchColumns, nameColumn } from './match-columns';
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
  /** Rows that could end without a verdict, see `ReviewReport`. */
  nearTwins: number;
  /** How rows share parents, and what is done about it; empty where they share none. */
  parents: string;
  sheet: SheetView;
  /** How columns are read that are not in Salesforce's own form; may be empty. */
  formats: string;
};

/** The field a recipe finds records by, as the org knows it. */
const findByOf = (name: string, operation: Operation, object: LoadableObject): string => {
  const field = object.fields.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
  if (field === undefined || !canFindBy(field) || !(operation === 'update' || operation === 'delete'))
    return refuse('cli.recipe.find-by', { field: name, object: object.label });
  return field.name;
};

const toTarget = ({ operation, externalId, findBy }: LoadSpec, object: LoadableObject): MappingTarget => {
  if (findBy !== null) return { operation, findBy: findByOf(findBy, operation, object) };
  if (externalId === null) return { operation };
  const field = object.fields.find(({ name }) => name.toLowerCase() === externalId.toLowerCase());
  if (field === undefined)
    return refuse('cli.external-id.unknown', { field: externalId, object: object.label });
  // An org that says nothing about its keys judges this itself.
  if (object.keys.length > 0 && !object.keys.includes(field.name))
    return refuse('cli.external-id.no-key', { field: field.name, object: object.label });
  return { operation, externalId: field.name };
};

const findTraceField = (given: string | null | undefined, place: TracePlace): string | null => {
  if (given == null) return null;
  const { fields, label } = place.object;
  const name = fields.find((field) => field.name.toLowerCase() === given.toLowerCase())?.name ?? given;
  const problem = findTraceProblem(name, place);
  return problem === null ? name : refuse(`trace.problem.${problem}`, { field: given, object: label });
};

/** Repairs of a mapping or recipe, for columns of the same name. */
const toRepairs = ({ repairs }: LoadSpec, { columns }: SheetView): ColumnRepair[] =>
  columns.flatMap(({ header, index }) =>
    (findByHeader(repairs, header) ?? []).map((repair) => ({ ...repair, column: index })),
  );

/** `--strict`: one row that can't go keeps the whole file back; the first of them is named. */
const refuseHeld = async (program: Program, loadId: string, held: number): Promise<void> => {
  const store = await program.loads.store(loadId);
  const { mapping } = await store.readDoc();
  const [found] = await store.database.all("SELECT rn FROM st WHERE state = 'held' ORDER BY rn LIMIT 1");
  const row = Number(found?.[0] ?? 1);
  const first = (await readRemarks(store, row, row)).get(row);
  const reason = first === undefined ? '' : describeRow(first, mapping);
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
  const examine = (header: readonly string[]): ReadonlySet<number> =>
    columnsToRead(header, described, target, spec.mapping);
  const isHeader = (cells: readonly string[]): boolean => canBeHeader(cells, described, target, spec.mapping);
  const wanted = { ...spec.wanted, examine, isHeader, signal };
  const { id, sheet } = await setUp.create(org.id, spec.file, wanted);
  try {
    const timeZone = spec.reading.timeZone ?? (await borrowed.orgs.timeZone(org.id));
    const { entries, object } = matchColumns(sheet, described, target, spec, timeZone);
    const place = { object, target, mapping: entries, rows: sheet.rows };
    const traceField = findTraceField(spec.options.traceField, place);
    await loads.saveObject(id, object);
    const store = await loads.store(id);
    const labelOf = (name: string): string =>
      object.fields.find((field) => field.name === name)?.label ?? name;
    const { externalId, findBy } = target;
    await store.change(async (doc) => ({
      ...doc,
      target: {
        object: object.name,
        objectLabel: object.label,
        objectLabelPlural: object.labelPlural,
        operation: target.operation,
        ...(externalId === undefined ? {} : { externalId, externalIdLabel: labelOf(externalId) }),
        ...(findBy === undefined ? {} : { findBy, findByLabel: labelOf(findBy) }),
      },
      mapping: entries,
      repairs: toRepairs(spec, sheet),
      timeZone,
      options: { ...doc.options, ...spec.options, traceField, values: 'as-is' },
    }));
    signal.throwIfAborted();
    const finder: Pick<RecordFinder, 'findAll'> = {
      findAll: async (store, doc, known, either) =>
        askPatiently(async () => program.finder.findAll(store, doc, known, either), spec.giveUpAfter, either),
    };
    const review = createReview(loads, { forLoad: async () => object }, finder);
    const { ready, held, nearTwins, parents } = await review(id, signal);
    if (spec.strict && held > 0) await refuseHeld(program, id, held);
    const notSent = entries
      .filter(({ field }) => field === null)
      .map(({ header, column }) => nameColumn(header, column));
    const { way } = chooseWay(await store.readDoc(), object, ready);
    const advice = adviseParents(parents, way);
    const words = advice === null ? [] : describeParents(advice, object.labelPlural, maxFollowUps);
    const formats = describeFormats(entries, sheet);
    const found = { nearTwins, parents: words.join(' ') };
    return { id, ready, held, objectLabel: object.labelPlural, notSent, formats, sheet, ...found };
  } catch (cause) {
    await loads.remove(id);
    throw cause;
  }
};
