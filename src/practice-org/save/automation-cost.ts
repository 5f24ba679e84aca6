import { pause } from '../clock';
import type { Org } from '../org';
import { FAILING_TRIGGERS, VALIDATION_RULES } from '../schema/automations';
import type { Table } from '../store/table';
import { CHUNK_SIZE } from './save-chunk';

const AUTOMATED: ReadonlySet<string> = new Set(
  [...FAILING_TRIGGERS, ...VALIDATION_RULES].map((automation) => automation.object),
);

/**
 * The time the company's own automation takes over a number of records, in ms: `automationMs` for every 200,
 * on objects that have any.
 */
export function automationCost(org: Org, table: Table, records: number): number {
  return AUTOMATED.has(table.def.name) ? (org.settings.automationMs * records) / CHUNK_SIZE : 0;
}

/** Waits as long as the automation on these records takes. */
export async function pauseForAutomation(org: Org, table: Table, records: number): Promise<void> {
  const cost = automationCost(org, table, records);
  if (cost > 0) await pause(cost);
}
