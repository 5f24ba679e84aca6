import { setState } from './bulk2/job';
import { setQueryState } from './bulk2/query-job';
import { createOrg, keepSerials, makeTables, type Org } from './org';
import { COMPANY_OBJECTS } from './schema/objects';
import { readSchema } from './schema/read-schema';
import type { ObjectDef } from './schema/types';
import { seedAccess } from './seed/seed-access';
import { seedAutomations } from './seed/seed-automations';
import { FOUNDED_AT, seedCompany } from './seed/seed-company';
import { seedPeople, seedRecordTypes } from './seed/seed-people';
import { defaultSettings, type Settings } from './settings';
import { clearTable } from './store/table';

/**
 * The company's rules and its busy accounts speak of its own fields: an org with other objects has none but the
 * validation rules these bring.
 */
const NO_RULES: Partial<Settings> = {
  duplicateRules: false,
  triggers: false,
  busyAccounts: [],
};

/** What follows from objects of its own: where theirs say that persons may be accounts, they may. */
function settingsOfObjects(org: Org): Partial<Settings> {
  const accounts = org.tables.get('account');
  return { ...NO_RULES, personAccounts: (accounts?.positions.get('ispersonaccount') ?? -1) >= 0 };
}

/** The settings of a good day in this org. */
export function foundingSettings(org: Org): Settings {
  return {
    ...defaultSettings(),
    ...(org.schemaText === null ? {} : settingsOfObjects(org)),
    ...org.founding,
  };
}

function seedRecords(org: Org): void {
  if (!org.empty && org.schemaText === null) seedCompany(org);
}

export type Founding = {
  seed: string;
  /** The text of a file with describe results, whose objects stand in place of the company's. */
  schemaText: string | null;
  /** Without accounts, contacts and the rest. */
  empty: boolean;
  settings: Partial<Settings>;
};

/** An org with its objects and people and no records; throws where the schema cannot be read. */
export function prepareOrg({ seed, schemaText, empty, settings }: Founding): Org {
  const org = createOrg(seed, schemaText === null ? COMPANY_OBJECTS : readSchema(schemaText));
  Object.assign(org, { schemaText, empty, founding: settings });
  org.settings = foundingSettings(org);
  return org;
}

/** Gives a prepared org everything it starts with. */
export function foundOrg(org: Org): void {
  seedPeople(org, FOUNDED_AT);
  seedAutomations(org, FOUNDED_AT);
  seedAccess(org, org.clock.now());
  seedRecords(org);
}

function dropJobs(org: Org): void {
  for (const job of org.queryJobs.values()) setQueryState(org, job, 'Aborted');
  for (const job of org.jobs.values()) setState(org, job, 'Aborted');
  for (const job of org.classicJobs.values()) {
    job.state = 'Aborted';
    // Even a batch that runs has nothing left to save into.
    for (const batch of job.batches) batch.state = 'NotProcessed';
  }
  org.jobs.clear();
  org.queryJobs.clear();
  org.classicJobs.clear();
  org.runs = [];
}

function dropRecords(org: Org): void {
  for (const table of org.tables.values()) if (table.def.createable && table.def.listed) clearTable(table);
  org.firstTouch.clear();
  org.cursors.clear();
}

/**
 * Puts the company back as it was founded: its records and, with `everything`, also jobs, settings,
 * faults and the clock. Sign-ins stay; ids are never used twice.
 */
export function resetOrg(org: Org, everything: boolean): void {
  if (everything) {
    dropJobs(org);
    org.settings = foundingSettings(org);
    org.faults = [];
    org.preset = null;
    org.flakyDraws = 0;
    org.clock.offsetMs = 0;
  }
  dropRecords(org);
  seedRecords(org);
  org.noteChange();
}

/**
 * Gives the org other objects while it runs; null stands for the company's own. Records and jobs go, people,
 * queues and sign-ins stay.
 */
export function changeObjects(
  org: Org,
  objects: readonly ObjectDef[] | null,
  schemaText: string | null,
): void {
  dropJobs(org);
  dropRecords(org);
  keepSerials(org);
  org.schemaText = schemaText;
  org.tables = makeTables(org, objects ?? COMPANY_OBJECTS, org.tables);
  const { duplicateRules, triggers, busyAccounts, personAccounts } = foundingSettings(org);
  Object.assign(org.settings, { duplicateRules, triggers, busyAccounts, personAccounts });
  seedRecordTypes(org, FOUNDED_AT);
  seedAutomations(org, FOUNDED_AT);
  org.schemaChangedAt = org.clock.now();
  seedRecords(org);
  org.noteChange();
}
