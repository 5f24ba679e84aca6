import { pause } from '../clock';
import type { Org } from '../org';
import { FAILING_TRIGGERS, rulesOf } from '../schema/automations';
import type { Table } from '../store/table';
import { CHUNK_SIZE } from './save-chunk';

const TRIGGERED: ReadonlySet<string> = new Set(FAILING_TRIGGERS.map((trigger) => trigger.object));

/**
 * The time the company's own automation takes over a number of records, in ms: `automationMs` for every 200,
 * on objects that have any.
 */
export function automationCost(org: Org, table: Table, records: number): number {
  if (org.settings.automationMs === 0) return 0;
  const automated = TRIGGERED.has(table.def.name) || rulesOf(table.def).length > 0;
  return automated ? (org.settings.automationMs * records) / CHUNK_SIZE : 0;
}

/** Waits as long as the automation on these records takes. */
export async function pauseForAutomation(org: Org, table: Table, records: number): Promise<void> {
  const cost = automationCost(org, table, records);
  if (cost > 0) await pause(cost);
}
