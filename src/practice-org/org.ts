import { createClock, type Clock } from './clock';
import { buildId } from './ids';
import { seedRandom } from './random';
import { OBJECTS } from './schema/objects';
import type { FieldDef } from './schema/types';
import { defaultSettings, type Settings } from './settings';
import { createTable, type Table } from './store/table';
import type { ClassicJob } from './bulk1/job';
import type { IngestJob } from './bulk2/job';
import type { QueryJob } from './bulk2/query-job';
import type { Fault } from './http/faults';
import type { LogEntry } from './http/request-log';
import type { QueryCursor } from './soql/cursors';
import { createSessions, type Sessions } from './oauth/sessions';

/** The whole state of one practice company. */
export type Org = {
  id: string;
  name: string;
  seed: string;
  clock: Clock;
  settings: Settings;
  /** By lower-case object name. */
  tables: Map<string, Table>;
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
  faults: Fault[];
  log: LogEntry[];
  logged: number;
  usage: { apiRequests: number; bulkBatches: number; bulkQueries: number; since: number };
  serials: Map<string, number>;
  /** Founded without accounts and contacts. */
  empty: boolean;
  closing: boolean;
  /** Called after anything that should survive a restart. */
  noteChange: () => void;
};

/** An org with its objects and no records. The seed decides its ids, so one seed is always one org. */
export function createOrg(seed: string): Org {
  const random = seedRandom(`org ${seed}`);
  const firstSerial = 1_000_000 + Math.floor(random() * 30_000_000);
  const tables = new Map(OBJECTS.map((def) => [def.name.toLowerCase(), createTable(def, firstSerial)]));
  return {
    id: buildId('00D', Math.floor(random() * 900_000_000) + 1_000_000),
    name: 'Practice Company',
    seed,
    clock: createClock(),
    settings: defaultSettings(),
    tables,
    jobs: new Map(),
    queryJobs: new Map(),
    classicJobs: new Map(),
    serialTail: Promise.resolve(),
    cursors: new Map(),
    sessions: createSessions(),
    adminId: '',
    firstTouch: new Map(),
    faults: [],
    log: [],
    logged: 0,
    usage: { apiRequests: 0, bulkBatches: 0, bulkQueries: 0, since: Date.now() },
    serials: new Map(),
    empty: false,
    closing: false,
    noteChange: () => undefined,
  };
}

/** The next id under a prefix that belongs to no table: jobs, batches, cursors. */
export function nextOrgId(org: Org, prefix: string): string {
  const serial = (org.serials.get(prefix) ?? 4_000_000) + 1;
  org.serials.set(prefix, serial);
  return buildId(prefix, serial);
}

export function tableOf(org: Org, objectName: string): Table | null {
  return org.tables.get(objectName.toLowerCase()) ?? null;
}

/** A table that the schema always has. */
export function requireTable(org: Org, objectName: string): Table {
  const table = tableOf(org, objectName);
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
