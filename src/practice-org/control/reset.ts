import { setState } from '../bulk2/job';
import { setQueryState } from '../bulk2/query-job';
import { clearTable } from '../store/table';
import { defaultSettings } from '../settings';
import { seedCompany } from '../seed/seed-company';
import type { Org } from '../org';

/**
 * Puts the company back as it was founded: its records and, with `everything`, also jobs, settings,
 * faults and the clock. Sign-ins stay; ids are never used twice.
 */
export function resetOrg(org: Org, everything: boolean): void {
  if (everything) {
    for (const job of org.queryJobs.values()) setQueryState(org, job, 'Aborted');
    for (const job of org.jobs.values()) setState(org, job, 'Aborted');
    org.jobs.clear();
    org.queryJobs.clear();
    for (const job of org.classicJobs.values()) job.state = 'Aborted';
    org.classicJobs.clear();
    org.settings = defaultSettings();
    org.faults = [];
    org.preset = null;
    org.flakyDraws = 0;
    org.clock.offsetMs = 0;
  }
  for (const table of org.tables.values()) if (table.def.createable && table.def.listed) clearTable(table);
  org.firstTouch.clear();
  org.cursors.clear();
  if (!org.empty) seedCompany(org);
  org.noteChange();
}
