import { createClock, type Clock } from './clock';
import { buildId } from './ids';
import { seedRandom } from './random';
import { TOOLING_OBJECTS } from './schema/automation-objects';
import { CORE_OBJECTS } from './schema/objects';
import type { FieldDef, ObjectDef } from './schema/types';
import { defaultSettings, type Settings } from './settings';
import { createTable, type Table } from './store/table';
import type { ClassicJob } from './bulk1/job';
import type { IngestJob } from './bulk2/job';
import type { QueryJob } from './bulk2/query-job';
import type { Fault } from './http/faults';
import type { LogEntry } from './http/request-log';
import type { Run } from './save/side-by-side';
import type { QueryCursor } from './soql/cursors';
import { createSessions, type Sessions } from './oauth/sessions';

/** The whole state of one practice company. */
export type Org = {
  id: string;
  seed: string;
  clock: Clock;
  settings: Settings;
  /** By lower-case object name. */
  tables: Map<string, Table>;
  /** What only the Tooling API serves. */
  toolingTables: Map<string, Table>;
  /** Whose view this is, where one user's rows are told from others'; null sees everything. */
  viewerId: string | null;
  /** When objects, fields or permissions last changed, in epoch ms. */
  schemaChangedAt: number;
  jobs: Map<string, IngestJob>;
  queryJobs: Map<string, QueryJob>;
  /** Jobs of Bulk API 1.0. */
  classicJobs: Map<string, ClassicJob>;
  /** Ends when every batch of a Serial job given so far has ended. */
  serialTail: Promise<void>;
  cursors: Map<string, QueryCursor>;
  sessions: Sessions;
  /** The user every session of the practice company belongs to unless another one signs in. */
  adminId: string;
  /** Which job or request first touched each busy account since the last reset. */
  firstTouch: Map<string, string>;
  /** Jobs of Bulk API 2.0 and batches of 1.0 that run, or whose end nobody was told yet. */
  runs: Run[];
  faults: Fault[];
  /** Calls that a flaky day has drawn lots for. */
  flakyDraws: number;
  /** The bad day chosen by name, if any. */
  preset: string | null;
  log: LogEntry[];
  logged: number;
  usage: { apiRequests: number; bulkBatches: number; bulkQueries: number; since: number };
  serials: Map<string, number>;
  /** The line of the conformance list this org violates on purpose. */
  brokenLine: number | null;
  /** Founded without accounts and contacts. */
  empty: boolean;
  /** The text its objects were read from; null for the company's own. */
  schemaText: string | null;
  /** Settings it was founded with, besides the usual ones. */
  founding: Partial<Settings>;
  /** The last id any object starts from. */
  firstSerial: number;
  closing: boolean;
  /** Called after anything that should survive a restart. */
  noteChange: () => void;
  /** Ends when all that changed so far would survive the end of the process; throws where it cannot be written. */
  keepChanges: () => Promise<void>;
};

const serialKey = (prefix: string): string => `last ${prefix}`;

/** Remembers how far each object has counted, for when it comes back: no id is used twice. */
export function keepSerials(org: Org): void {
  for (const { def, lastSerial } of org.tables.values())
    org.serials.set(serialKey(def.keyPrefix), lastSerial);
}

/** Empty tables for these objects, and those any org has: `known` ones as they are, with their rows. */
export function makeTables(
  org: Pick<Org, 'firstSerial' | 'serials'>,
  objects: readonly ObjectDef[],
  known: ReadonlyMap<string, Table> = new Map(),
): Map<string, Table> {
  const start = (def: ObjectDef): Table =>
    createTable(def, org.serials.get(serialKey(def.keyPrefix)) ?? org.firstSerial);
  return new Map([
    ...objects.map((def): [string, Table] => [def.name.toLowerCase(), start(def)]),
    ...CORE_OBJECTS.map((def): [string, Table] => {
      const name = def.name.toLowerCase();
      return [name, known.get(name) ?? start(def)];
    }),
  ]);
}

/** An org with its objects and no records. The seed decides its ids, so one seed is always one org. */
export function createOrg(seed: string, objects: readonly ObjectDef[]): Org {
  const random = seedRandom(`org ${seed}`);
  const firstSerial = 1_000_000 + Math.floor(random() * 30_000_000);
  const serials = new Map<string, number>();
  return {
    id: buildId('00D', Math.floor(random() * 900_000_000) + 1_000_000),
    seed,
    clock: createClock(),
    settings: defaultSettings(),
    tables: makeTables({ firstSerial, serials }, objects),
    toolingTables: new Map(
      TOOLING_OBJECTS.map((def) => [def.name.toLowerCase(), createTable(def, firstSerial)]),
    ),
    viewerId: null,
    schemaChangedAt: Date.now(),
    jobs: new Map(),
    queryJobs: new Map(),
    classicJobs: new Map(),
    serialTail: Promise.resolve(),
    cursors: new Map(),
    sessions: createSessions(),
    adminId: '',
    firstTouch: new Map(),
    runs: [],
    faults: [],
    flakyDraws: 0,
    preset: null,
    log: [],
    logged: 0,
    usage: { apiRequests: 0, bulkBatches: 0, bulkQueries: 0, since: Date.now() },
    serials,
    brokenLine: null,
    empty: false,
    schemaText: null,
    founding: {},
    firstSerial,
    closing: false,
    noteChange: () => undefined,
    keepChanges: () => Promise.resolve(),
  };
}

/** The next id under a prefix that belongs to no table: jobs, batches, cursors. */
export function nextOrgId(org: Org, prefix: string): string {
  const serial = (org.serials.get(prefix) ?? 4_000_000) + 1;
  org.serials.set(prefix, serial);
  return buildId(prefix, serial);
}

/** An object by name; null where there is none, or a switch or permission keeps it away. */
export function tableOf(org: Org, objectName: string): Table | null {
  const table = org.tables.get(objectName.toLowerCase());
  if (!table || (table.def.needs !== undefined && !org.settings[table.def.needs])) return null;
  return table;
}

/** The org as one user sees it through the data API or the Tooling API. */
export function viewOrg(org: Org, viewerId: string | null, tooling = false): Org {
  const view = Object.create(org) as Org;
  view.viewerId = viewerId;
  if (tooling) view.tables = org.toolingTables;
  return view;
}

/** A table that the schema always has, whoever may see it. */
export function requireTable(org: Org, objectName: string): Table {
  const table = org.tables.get(objectName.toLowerCase());
  if (!table) throw new Error(`the practice company has no object ${objectName}`);
  return table;
}

/** The table a key prefix or a whole id belongs to. */
export function tableOfId(org: Org, id: string): Table | null {
  for (const table of org.tables.values()) if (id.startsWith(table.def.keyPrefix)) return table;
  return null;
}

/** Field-level security: whether the running user may see a field at all. */
export function isVisible(org: Org, table: Table, field: FieldDef): boolean {
  if (field.needs !== null && !org.settings[field.needs]) return false;
  const full = `${table.def.name}.${field.name}`.toLowerCase();
  return !org.settings.hiddenFields.some((hidden) => hidden.toLowerCase() === full);
}

/** The field a user asking by name gets, with its place in the row; null if absent or hidden. */
export function findField(
  org: Org,
  table: Table,
  name: string,
): { field: FieldDef; position: number } | null {
  const position = table.positions.get(name.toLowerCase());
  const field = position === undefined ? undefined : table.def.fields[position];
  return position !== undefined && field && isVisible(org, table, field) ? { field, position } : null;
}
