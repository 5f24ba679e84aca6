import { compileFormula, type FormulaContext, type Node } from '../formula/formula';
import type { Org } from '../org';
import { seedRandom } from '../random';
import { DUPLICATE_RULES, FAILING_TRIGGERS, rulesOf, type ValidationRule } from '../schema/automations';
import { POSITION } from '../schema/fields';
import { readField } from '../store/computed';
import type { ObjectDef, Value } from '../schema/types';
import { findIds, positionOf, readValue, type Row, type Table } from '../store/table';
import { refuse, type RowError } from './row-error';
import type { LockPlace } from './save-options';
import type { Transaction } from './transaction';

/** Lists by the object they speak of. */
function byObject<T extends { object: string }>(list: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const found = new Map<string, T[]>();
  for (const one of list) found.set(one.object, [...(found.get(one.object) ?? []), one]);
  return found;
}

type CompiledRule = ValidationRule & { refuses: Node };

/** Definitions never change once they are made, so their rules are compiled once. */
const compiledOf = new WeakMap<ObjectDef, readonly CompiledRule[]>();

function compileRules(def: ObjectDef): readonly CompiledRule[] {
  const known = compiledOf.get(def);
  if (known) return known;
  const rules = rulesOf(def).map((rule) => ({ ...rule, refuses: compileFormula(rule.formula) }));
  compiledOf.set(def, rules);
  return rules;
}

const TRIGGERS = byObject(
  FAILING_TRIGGERS.map((trigger) => ({ ...trigger, breaks: compileFormula(trigger.formula) })),
);
const DUPLICATES = byObject(DUPLICATE_RULES);

function contextOf(table: Table, row: Row, isNew: boolean, now: number): FormulaContext {
  return { read: (name) => readField(table, row, positionOf(table, name)), isNew, now };
}

const holds = (formula: Node, context: FormulaContext): boolean => formula(context) === true;

/** Apex that runs before the save and may throw. */
export function runTriggers(org: Org, table: Table, row: Row, isNew: boolean, now: number): RowError | null {
  const triggers = org.settings.triggers ? TRIGGERS.get(table.def.name) : undefined;
  if (!triggers) return null;
  const event = isNew ? 'BeforeInsert' : 'BeforeUpdate';
  const context = contextOf(table, row, isNew, now);
  const thrown = triggers.find((trigger) => trigger.event === event && holds(trigger.breaks, context));
  if (!thrown) return null;
  const place = `Trigger.${thrown.name}: line ${thrown.line}, column 1`;
  const message = `${thrown.name}: execution of ${event}\ncaused by: ${thrown.cause}\n${place}`;
  return refuse('CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', message);
}

/** The first validation rule that refuses the record. */
export function runValidationRules(
  org: Org,
  table: Table,
  row: Row,
  isNew: boolean,
  now: number,
): RowError | null {
  const rules = org.settings.validationRules ? compileRules(table.def) : [];
  if (rules.length === 0) return null;
  const context = contextOf(table, row, isNew, now);
  const broken = rules.find((rule) => holds(rule.refuses, context));
  if (!broken) return null;
  return refuse('FIELD_CUSTOM_VALIDATION_EXCEPTION', broken.message, ...(broken.field ? [broken.field] : []));
}

/** Refuses a new record that looks like one saved before this transaction. */
export function runDuplicateRules(
  org: Org,
  table: Table,
  row: Row,
  transaction: Transaction,
): RowError | null {
  const rules = org.settings.duplicateRules ? DUPLICATES.get(table.def.name) : undefined;
  if (!rules) return null;
  for (const rule of rules) {
    if (rule.action === 'alert' && transaction.options.allowDuplicates) continue;
    const alike = findIds(table, positionOf(table, rule.field), readValue(table, row, rule.field));
    if (alike.length === 0) continue;
    const key = readValue(table, row, rule.keyField);
    const isTwin = (id: string): boolean => {
      const other = table.rows.get(id);
      const sameKey = other && key !== null && readValue(table, other, rule.keyField) === key;
      return other !== undefined && !transaction.created.has(id) && sameKey !== true;
    };
    if (alike.some(isTwin)) return refuse('DUPLICATES_DETECTED', 'Use one of these records?');
  }
  return null;
}

/** Failures asked for through the control API. */
export function runRowFaults(org: Org, table: Table, row: Row): RowError | null {
  for (const fault of org.settings.rowFaults) {
    if (fault.times <= 0 || fault.object !== table.def.name) continue;
    const value = readField(table, row, positionOf(table, fault.field));
    if (value === null || String(value) !== fault.equals) continue;
    fault.times -= 1;
    return refuse(fault.code, fault.message);
  }
  return null;
}

/** How likely it is that two chunks meet on the very row they both need. */
const MEETING = 0.8;

/** Who holds a parent at the same time as this save; null where nobody does. */
function findHolder(place: string, { run, batch }: LockPlace): string | null {
  const own = run.claims.get(place);
  if (own !== undefined) return own === batch ? null : String(batch);
  const other = [...run.earlier, ...run.later].find(({ claims }) => claims.has(place));
  if (other) return `${run.key} ${batch} ${other.key}`;
  run.claims.set(place, batch);
  return null;
}

/**
 * Loses a row whose parent a chunk of another internal batch, or of another job, holds at the same time. Which
 * ones meet is drawn from the seed, so the same file loses the same rows.
 */
function checkParentLocks(org: Org, ids: readonly Value[], transaction: Transaction): RowError | null {
  const { lock } = transaction.options;
  if (!lock || org.settings.lockModel === 'off') return null;
  for (const id of ids) {
    if (typeof id !== 'string') continue;
    const place = `${lock.step} ${id}`;
    const holder = findHolder(place, lock);
    if (holder !== null && seedRandom(`${org.seed} ${place} ${holder}`)() < MEETING)
      return refuse(
        'UNABLE_TO_LOCK_ROW',
        `unable to obtain exclusive access to this record or 1 records: ${id}`,
      );
  }
  return null;
}

/** Saving a detail locks its parent. Accounts on the busy list are held by somebody else while the first job that touches them runs. */
export function checkLocks(
  org: Org,
  table: Table,
  row: Row,
  touched: readonly number[],
  transaction: Transaction,
): RowError | null {
  if (touched.length === 0 && table.def.name !== 'Account') return null;
  const parents = touched
    .filter((position) => table.def.fields[position]?.onDelete !== 'none')
    .map((position) => row[position] ?? null);
  const met = checkParentLocks(org, parents, transaction);
  const accounts = org.tables.get('account');
  if (met || !accounts || org.settings.busyAccounts.length === 0) return met;
  const ids = touched
    .filter((position) => table.def.fields[position]?.referenceTo.includes('Account'))
    .map((position) => row[position]);
  if (table === accounts && !transaction.created.has(String(row[POSITION.Id]))) ids.push(row[POSITION.Id]);
  for (const id of ids) {
    const account = typeof id === 'string' ? accounts.rows.get(id) : undefined;
    if (!account || typeof id !== 'string') continue;
    if (!org.settings.busyAccounts.includes(String(readValue(accounts, account, 'Account_No__c')))) continue;
    const holder = org.firstTouch.get(id);
    if (holder !== undefined && holder !== transaction.key) continue;
    org.firstTouch.set(id, transaction.key);
    return refuse(
      'UNABLE_TO_LOCK_ROW',
      `unable to obtain exclusive access to this record or 1 records: ${id}`,
    );
  }
  return null;
}
