import { dateTime, decimal, flag, integer, longText, lookup, name, object, picklist, text } from './fields';
import type { FieldDef, ObjectDef } from './types';

const READ_ONLY = {
  createable: false,
  updateable: false,
  deletable: false,
  undeletable: false,
  listed: false,
} as const;

const entity = (fieldName: string, relationship: string): FieldDef =>
  lookup(fieldName, 'Object', ['EntityDefinition'], relationship, { onDelete: 'none' });

const metadata = (): FieldDef[] => [
  text('FullName', 'Full Name', 255),
  { ...longText('Metadata', 'Metadata', 131_072), type: 'complexvalue' },
];

const USAGES = [
  'BeforeInsert',
  'AfterInsert',
  'BeforeUpdate',
  'AfterUpdate',
  'BeforeDelete',
  'AfterDelete',
  'AfterUndelete',
];

const triggerFields = (): FieldDef[] => [
  name('Name', 255),
  text('NamespacePrefix', 'Namespace Prefix', 15),
  decimal('ApiVersion', 'Api Version', 'double', 18, 1),
  picklist('Status', 'Status', ['Inactive', 'Active', 'Deleted']),
  text('TableEnumOrId', 'Custom Object Definition ID', 40),
  ...USAGES.map((usage) => flag(`Usage${usage}`, usage)),
];

const entityDefinition = object(
  'EntityDefinition',
  'Entity Definition',
  'Entity Definitions',
  '4ie',
  [
    text('QualifiedApiName', 'Qualified API Name', 70),
    text('DurableId', 'Durable ID', 255),
    text('Label', 'Label', 255),
  ],
  READ_ONLY,
);

const apexClass = object(
  'ApexClass',
  'Apex Class',
  'Apex Classes',
  '01p',
  [name('Name', 255), text('NamespacePrefix', 'Namespace Prefix', 15)],
  READ_ONLY,
);

/** What the Tooling API serves besides. */
export const TOOLING_OBJECTS: readonly ObjectDef[] = [
  entityDefinition,
  apexClass,
  object(
    'ApexTrigger',
    'Apex Trigger',
    'Apex Triggers',
    '01q',
    [...triggerFields(), entity('EntityDefinitionId', 'EntityDefinition')],
    READ_ONLY,
  ),
  object(
    'ValidationRule',
    'Validation Rule',
    'Validation Rules',
    '03d',
    [
      text('ValidationName', 'Validation Name', 255),
      flag('Active', 'Active'),
      text('Description', 'Description', 255),
      text('ErrorDisplayField', 'Error Display Field', 255),
      text('ErrorMessage', 'Error Message', 255),
      text('NamespacePrefix', 'Namespace Prefix', 15),
      entity('EntityDefinitionId', 'EntityDefinition'),
      ...metadata(),
    ],
    READ_ONLY,
  ),
  object(
    'WorkflowRule',
    'Workflow Rule',
    'Workflow Rules',
    '01Q',
    [
      name('Name', 80),
      text('TableEnumOrId', 'Object', 40),
      text('NamespacePrefix', 'Namespace Prefix', 15),
      ...metadata(),
    ],
    READ_ONLY,
  ),
  object(
    'Flow',
    'Flow',
    'Flows',
    '301',
    [
      text('MasterLabel', 'Label', 255),
      text('DefinitionId', 'Definition ID', 18),
      integer('VersionNumber', 'Version Number', 8),
      picklist('Status', 'Status', ['Active', 'Draft', 'Obsolete']),
      picklist('ProcessType', 'Type', ['AutoLaunchedFlow', 'Workflow', 'Flow']),
      text('ManageableState', 'Manageable State', 40),
      ...metadata(),
    ],
    READ_ONLY,
  ),
];

/** What tells about automation through the data API. */
export const AUTOMATION_OBJECTS: readonly ObjectDef[] = [
  entityDefinition,
  apexClass,
  object('ApexTrigger', 'Apex Trigger', 'Apex Triggers', '01q', triggerFields(), READ_ONLY),
  object(
    'FlowDefinitionView',
    'Flow Definition',
    'Flow Definitions',
    '3dd',
    [
      text('DurableId', 'Durable ID', 255),
      text('ApiName', 'API Name', 255),
      text('Label', 'Label', 255),
      text('NamespacePrefix', 'Namespace Prefix', 255),
      text('ProcessType', 'Process Type', 40),
      text('TriggerType', 'Trigger Type', 40),
      text('RecordTriggerType', 'Record Trigger Type', 40),
      integer('TriggerOrder', 'Trigger Order', 8),
      entity('TriggerObjectOrEventId', 'TriggerObjectOrEvent'),
      flag('HasAsyncAfterCommitPath', 'Has Async Path'),
      flag('IsActive', 'Active'),
      text('ActiveVersionId', 'Active Version ID', 255),
      text('LatestVersionId', 'Latest Version ID', 255),
      text('LastModifiedBy', 'Last Modified By', 255),
    ],
    READ_ONLY,
  ),
  object(
    'DuplicateRule',
    'Duplicate Rule',
    'Duplicate Rules',
    '0Bm',
    [
      text('DeveloperName', 'Developer Name', 80),
      text('MasterLabel', 'Master Label', 80),
      flag('IsActive', 'Active'),
      text('SobjectType', 'Object', 40),
      text('SobjectSubtype', 'Object Subtype', 40),
      text('NamespacePrefix', 'Namespace Prefix', 15),
    ],
    { ...READ_ONLY, needs: 'viewSetup' },
  ),
  object(
    'MatchingRule',
    'Matching Rule',
    'Matching Rules',
    '0JD',
    [
      text('DeveloperName', 'Developer Name', 80),
      text('MasterLabel', 'Master Label', 80),
      text('RuleStatus', 'Rule Status', 40),
      text('BooleanFilter', 'Advanced Criteria', 255),
      text('SobjectType', 'Object', 40),
    ],
    { ...READ_ONLY, needs: 'viewSetup' },
  ),
  object(
    'AssignmentRule',
    'Assignment Rule',
    'Assignment Rules',
    '01Q',
    [name('Name', 120), text('SobjectType', 'Object', 40), flag('Active', 'Active')],
    READ_ONLY,
  ),
  object(
    'AsyncApexJob',
    'Apex Job',
    'Apex Jobs',
    '707',
    [
      text('JobType', 'Job Type', 40),
      lookup('ApexClassId', 'Class ID', ['ApexClass'], 'ApexClass', { onDelete: 'none' }),
      text('Status', 'Status', 40),
      integer('JobItemsProcessed', 'Batches Processed', 9),
      integer('TotalJobItems', 'Total Batches', 9),
      integer('NumberOfErrors', 'Failures', 9),
      text('ExtendedStatus', 'Status Detail', 1000),
      dateTime('CompletedDate', 'Completion Date'),
    ],
    READ_ONLY,
  ),
];
