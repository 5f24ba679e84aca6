import { viewOrg, type Org } from '../org';
import {
  ASSIGNMENT_RULES,
  DUPLICATE_RULES,
  FAILING_TRIGGERS,
  FLOWS,
  rulesOf,
  WORKFLOW_RULES,
} from '../schema/automations';
import { CURRENCIES } from '../schema/currencies';
import { buildId } from '../ids';
import { clearTable, type Table } from '../store/table';
import type { Value } from '../schema/types';
import { makeRow } from './make-row';

type Make = (objectName: string, values: Record<string, Value>) => string;

function seedTriggers(
  make: Make,
  tooling: boolean,
  active: boolean,
  entityId: (name: string) => string,
): void {
  const names = new Set(FAILING_TRIGGERS.map((trigger) => trigger.name));
  for (const name of names) {
    const events = FAILING_TRIGGERS.filter((trigger) => trigger.name === name);
    const object = events[0]?.object ?? '';
    make('ApexTrigger', {
      Name: name,
      ApiVersion: 62,
      Status: active ? 'Active' : 'Inactive',
      TableEnumOrId: object,
      ...Object.fromEntries(events.map(({ event }) => [`Usage${event}`, true])),
      ...(tooling ? { EntityDefinitionId: entityId(object) } : {}),
    });
  }
}

/** Ids of flow versions: both APIs must name the same ones. */
const flowVersionId = (flow: number, version: number): string =>
  buildId('301', 5_000_000 + flow * 100 + version);

function seedFlows(make: Make, entityId: (name: string) => string): void {
  for (const [n, flow] of FLOWS.entries()) {
    make('FlowDefinitionView', {
      DurableId: buildId('300', 5_000_000 + n),
      ApiName: flow.name,
      Label: flow.label,
      ProcessType: flow.triggerType === null ? 'Workflow' : 'AutoLaunchedFlow',
      TriggerType: flow.triggerType,
      RecordTriggerType: flow.recordTriggerType,
      TriggerOrder: flow.order,
      TriggerObjectOrEventId: flow.triggerType === null ? null : entityId(flow.object),
      HasAsyncAfterCommitPath: flow.asyncPath,
      IsActive: flow.activeVersion === flow.latestVersion,
      ActiveVersionId: flow.activeVersion === null ? null : flowVersionId(n, flow.activeVersion),
      LatestVersionId: flowVersionId(n, flow.latestVersion),
      LastModifiedBy: 'Ada Admin',
    });
  }
}

/** Makes rows in a table under ids that are the same every time. */
function makerFor(org: Org, tables: Map<string, Table>, createdAt: number): Make {
  return (objectName, values) => {
    const table = tables.get(objectName.toLowerCase());
    if (!table) throw new Error(`the practice company has no object ${objectName}`);
    return makeRow(org, table, values, createdAt);
  };
}

const DERIVED = [
  'EntityDefinition',
  'ApexClass',
  'ApexTrigger',
  'FlowDefinitionView',
  'DuplicateRule',
  'MatchingRule',
  'AssignmentRule',
  'CurrencyType',
] as const;

function emptyTables(tables: Map<string, Table>, names: readonly string[]): void {
  for (const name of names) {
    const table = tables.get(name.toLowerCase());
    if (!table) continue;
    clearTable(table);
    table.lastSerial = 1_000_000;
  }
}

function seedEntities(org: Org, make: Make): (name: string) => string {
  const ids = new Map<string, string>();
  for (const { def } of org.tables.values()) {
    if (!def.createable) continue;
    ids.set(
      def.name,
      make('EntityDefinition', { QualifiedApiName: def.name, DurableId: def.name, Label: def.label }),
    );
  }
  return (name) => ids.get(name) ?? '';
}

function seedRules(make: Make, org: Org): void {
  for (const rule of DUPLICATE_RULES) {
    const label = rule.name.replaceAll('_', ' ');
    make('DuplicateRule', {
      DeveloperName: rule.name,
      MasterLabel: label,
      IsActive: org.settings.duplicateRules,
      SobjectType: rule.object,
    });
    make('MatchingRule', {
      DeveloperName: `${rule.name}_match`,
      MasterLabel: `${label}: match`,
      RuleStatus: 'Active',
      SobjectType: rule.object,
    });
  }
  for (const rule of ASSIGNMENT_RULES)
    make('AssignmentRule', { Name: rule.name, SobjectType: rule.object, Active: rule.active });
  for (const { isoCode, rate, active, corporate } of CURRENCIES)
    make('CurrencyType', {
      IsoCode: isoCode,
      ConversionRate: rate,
      DecimalPlaces: 2,
      IsActive: active,
      IsCorporate: corporate,
    });
  for (const name of ['TerritoryRecalculation', 'ContactTerritoryHandler']) make('ApexClass', { Name: name });
}

function seedTooling(org: Org, createdAt: number): void {
  const view = viewOrg(org, null, true);
  const make = makerFor(org, view.tables, createdAt);
  emptyTables(view.tables, [...view.tables.keys()]);
  const entityId = seedEntities(org, make);
  seedTriggers(make, true, org.settings.triggers, entityId);
  for (const rule of [...org.tables.values()].flatMap(({ def }) => rulesOf(def))) {
    const active = org.settings.validationRules;
    make('ValidationRule', {
      ValidationName: rule.name,
      Active: active,
      Description: null,
      ErrorDisplayField: rule.field,
      ErrorMessage: rule.message,
      EntityDefinitionId: entityId(rule.object),
      FullName: `${rule.object}.${rule.name}`,
      Metadata: JSON.stringify({
        active,
        description: null,
        errorConditionFormula: rule.formula,
        errorDisplayField: rule.field,
        errorMessage: rule.message,
        shouldEvaluateOnClient: null,
        urls: null,
      }),
    });
  }
  for (const rule of WORKFLOW_RULES)
    make('WorkflowRule', {
      Name: rule.name,
      TableEnumOrId: rule.object,
      FullName: `${rule.object}.${rule.name}`,
      Metadata: JSON.stringify({ active: rule.active, formula: rule.formula, triggerType: 'onCreateOnly' }),
    });
  seedFlowVersions(org, make);
}

function seedFlowVersions(org: Org, make: Make): void {
  const table = viewOrg(org, null, true).tables.get('flow');
  for (const [n, flow] of FLOWS.entries()) {
    for (let version = 1; version <= flow.latestVersion; version += 1) {
      const active = version === flow.activeVersion;
      const start =
        flow.triggerType === null
          ? null
          : {
              object: flow.object,
              triggerType: flow.triggerType,
              recordTriggerType: flow.recordTriggerType,
              filterFormula: flow.formula,
            };
      const processMetadataValues =
        flow.triggerType === null ? [{ name: 'ObjectType', value: { stringValue: flow.object } }] : [];
      // The serial is set so that the version gets the id the data API names.
      if (table) table.lastSerial = 5_000_000 + n * 100 + version - 1;
      make('Flow', {
        MasterLabel: flow.label,
        DefinitionId: buildId('300', 5_000_000 + n),
        VersionNumber: version,
        Status: active ? 'Active' : version === flow.latestVersion ? 'Draft' : 'Obsolete',
        ProcessType: flow.triggerType === null ? 'Workflow' : 'AutoLaunchedFlow',
        ManageableState: 'unmanaged',
        FullName: `${flow.name}-${version}`,
        Metadata: JSON.stringify({
          label: flow.label,
          processType: flow.triggerType === null ? 'Workflow' : 'AutoLaunchedFlow',
          status: active ? 'Active' : 'Draft',
          start,
          processMetadataValues,
        }),
      });
    }
  }
}

/**
 * Writes down, for those who query it, what automation the company has. Everything comes from the schema
 * and the settings, so it may be done again at any time; ids stay.
 */
export function seedAutomations(org: Org, createdAt: number): void {
  emptyTables(org.tables, DERIVED);
  const make = makerFor(org, org.tables, createdAt);
  const entityId = seedEntities(org, make);
  seedTriggers(make, false, org.settings.triggers, entityId);
  seedFlows(make, entityId);
  seedRules(make, org);
  seedTooling(org, createdAt);
}
