import type { ParentKind } from '../../shared/domain/parents';
import type { LoadableField, LoadableObject } from '../../shared/domain/sobject';
import { keyFieldOf, slotOf, type MappingTarget } from '../mapping/offered-fields';

/** A column whose cells name records that Salesforce holds while it saves the row. */
export type ParentColumn = {
  /** Place in the wire header. */
  at: number;
  field: string;
  label: string;
  parents: string | null;
  kind: ParentKind;
  /** Cells are record Ids, of which the first 15 characters say everything; else they are keys. */
  isId: boolean;
};

/**
 * Records of set-up rather than of data: a row that names one doesn't hold it (Salesforce, "Record Locking Cheat
 * Sheet": what is held are masters and looked-up records that the save may change).
 */
const neverHeld: ReadonlySet<string> = new Set([
  'BusinessHours',
  'Group',
  'Network',
  'Organization',
  'Profile',
  'RecordType',
  'User',
  'UserRole',
]);

/** An org that doesn't say what its lookups name has at least these by their usual names. */
const neverHeldLookups: ReadonlySet<string> = new Set(['OwnerId', 'RecordTypeId', 'CurrencyIsoCode']);

const isHeld = (slot: LoadableField): boolean => {
  const objects = slot.reference?.objects ?? [];
  return objects.length === 0
    ? !neverHeldLookups.has(slot.name)
    : objects.some((name) => !neverHeld.has(name));
};

const toKind = (slot: LoadableField): ParentKind =>
  slot.reference?.masterDetail === true ? 'master-detail' : 'lookup';

const shorten = (label: string): string => label.replace(/\s+ID$/i, '');

/**
 * The columns by which rows of one load can lock each other out: masters and lookups, by Id or by a key of the
 * parent, and the Id of the record an update is about. `orderMatters` says that rows name records of their own object
 * by a key, which may be rows above them: Salesforce finds a parent only once it is saved, so such a file is sent as
 * it stands.
 *
 * @param header wire names of the fields that are sent
 */
export const findParentColumns = (
  object: LoadableObject,
  header: readonly string[],
  target: MappingTarget,
): { columns: ParentColumn[]; orderMatters: boolean } => {
  const columns: ParentColumn[] = [];
  let orderMatters = false;
  const key = keyFieldOf(target);
  header.forEach((name, at) => {
    const field = object.fields.find((candidate) => candidate.name === name);
    if (field === undefined) return;
    if (name === key) {
      // An upsert refuses rows of one key that it saves together, and takes them one by one where they lie apart.
      if (target.operation !== 'update') return;
      const { label } = field;
      columns.push({
        at,
        field: name,
        label,
        parents: object.labelPlural,
        kind: 'record',
        isId: name === 'Id',
      });
      return;
    }
    const slot = object.fields.find((candidate) => candidate.name === slotOf(field));
    if (slot?.type !== 'reference' || !isHeld(slot)) return;
    const byKey = field.via !== undefined;
    if (byKey && slot.reference?.objects.includes(object.name) === true) orderMatters = true;
    columns.push({
      at,
      field: name,
      label: shorten(slot.label),
      parents: slot.reference?.labelPlural ?? null,
      kind: toKind(slot),
      isId: !byKey,
    });
  });
  return { columns, orderMatters };
};

/** The record a cell on the wire names, by its Id in 15 characters or its key; null where it names none. */
export const readParent = (wire: string, isId: boolean): string | null => {
  const text = wire.trim();
  if (text === '' || text === '#N/A') return null;
  return isId ? text.slice(0, 15) : text;
};

/**
 * What a row is kept together by: the same for all cells that may name the same record. Keys are told apart without
 * regard to case, as Salesforce mostly does: rows of two parents that differ by case alone then stay together, which
 * harms nothing.
 */
export const toParentKey = (wire: string, isId: boolean): string | null => {
  const parent = readParent(wire, isId);
  return parent === null || isId ? parent : parent.toLowerCase();
};

/** What decides which of several columns rows are kept together by, from a sample of the rows. */
export type SampledColumn = {
  column: ParentColumn;
  /** How likely two rows of the sample share a parent, 0 to 1. */
  meeting: number;
};

const ranks: Record<ParentKind, number> = { 'master-detail': 0, lookup: 1, record: 2 };

/**
 * The columns in which rows share parents, the one to keep together by first: masters before lookups, since a master
 * is always held, and among equals the one in which rows meet most.
 */
export const rankParentColumns = (sampled: readonly SampledColumn[]): ParentColumn[] =>
  sampled
    .filter(({ meeting }) => meeting > 0)
    .sort((a, b) => ranks[a.column.kind] - ranks[b.column.kind] || b.meeting - a.meeting)
    .map(({ column }) => column);
