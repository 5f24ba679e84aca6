import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startPracticeOrg, type PracticeOrg } from '../../../src/practice-org/server';
import { call, control, getJson, LATEST, query, type Answer, type Body } from './client';

let practice: PracticeOrg;
beforeAll(async () => {
  practice = await startPracticeOrg({ seed: 'automation', empty: true });
});
beforeEach(() => control(practice, { settings: null }));
afterAll(() => practice.close());

const ask = (resource: string, soql: string): Promise<Answer> =>
  call(practice, 'GET', `${LATEST}/${resource}?q=${encodeURIComponent(soql)}`);
const tooling = (soql: string): Promise<Body[]> => query(practice, soql, 'tooling/query');

const TRIGGERS =
  "SELECT Id, Name, NamespacePrefix, ApiVersion, Status, TableEnumOrId, EntityDefinition.QualifiedApiName, UsageBeforeInsert, UsageAfterInsert, UsageBeforeUpdate, UsageAfterUpdate, UsageBeforeDelete, UsageAfterDelete, UsageAfterUndelete FROM ApexTrigger WHERE EntityDefinition.QualifiedApiName = 'Contact' AND Status = 'Active'";
const FLOWS =
  "SELECT DurableId, ApiName, Label, NamespacePrefix, ProcessType, TriggerType, RecordTriggerType, TriggerOrder, TriggerObjectOrEvent.QualifiedApiName, HasAsyncAfterCommitPath, ActiveVersionId, LatestVersionId FROM FlowDefinitionView WHERE TriggerObjectOrEvent.QualifiedApiName = 'Contact' AND TriggerType IN ('RecordBeforeSave','RecordAfterSave','RecordBeforeDelete')";
const RULES =
  "SELECT Id, ValidationName, Active, Description, ErrorDisplayField, ErrorMessage, NamespacePrefix FROM ValidationRule WHERE EntityDefinition.QualifiedApiName = 'Contact'";
const DUPLICATES =
  "SELECT Id, DeveloperName, MasterLabel, IsActive, SobjectType, SobjectSubtype FROM DuplicateRule WHERE SobjectType = 'Contact'";
const MATCHING =
  'SELECT DeveloperName, MasterLabel, RuleStatus, BooleanFilter, SobjectType FROM MatchingRule';

describe('what automation a client can read', () => {
  it('line 56: each part by its API, and INVALID_TYPE by the other', async () => {
    expect(await tooling(TRIGGERS)).toMatchObject([
      {
        attributes: { url: expect.stringContaining('/tooling/sobjects/ApexTrigger/') as string },
        Name: 'ContactTerritory',
        Status: 'Active',
        TableEnumOrId: 'Contact',
        UsageBeforeInsert: true,
        UsageAfterInsert: false,
        EntityDefinition: { QualifiedApiName: 'Contact' },
      },
    ]);
    expect((await tooling(RULES)).map((rule) => rule['ValidationName'])).toEqual([
      'Mobile_for_on_site_staff',
      'Postal_code_format',
    ]);
    expect(await tooling('SELECT Id, Name, TableEnumOrId FROM WorkflowRule')).toHaveLength(2);
    expect(await query(practice, FLOWS)).toMatchObject([
      { ApiName: 'Contact_Welcome', TriggerType: 'RecordAfterSave', HasAsyncAfterCommitPath: true },
      { ApiName: 'Contact_Defaults', TriggerType: 'RecordBeforeSave', RecordTriggerType: 'CreateAndUpdate' },
    ]);
    expect(await query(practice, DUPLICATES)).toMatchObject([
      { DeveloperName: 'Contacts_with_the_same_email', IsActive: true },
    ]);
    expect(await query(practice, MATCHING)).toHaveLength(2);
    expect(await query(practice, 'SELECT Id, Name, SobjectType, Active FROM AssignmentRule')).toHaveLength(3);
    expect(await query(practice, 'SELECT TableEnumOrId FROM ApexTrigger')).toEqual([
      expect.objectContaining({ TableEnumOrId: 'Contact' }),
    ]);
    const answer = await getJson(practice, `${LATEST}/tooling/query?q=${encodeURIComponent(RULES)}`);
    expect(answer).toMatchObject({ size: 2, totalSize: 2, done: true, entityTypeName: 'ValidationRule' });
    for (const [resource, soql] of [
      ['tooling/query', 'SELECT Id FROM FlowDefinitionView'],
      ['tooling/query', 'SELECT Id FROM DuplicateRule'],
      ['query', 'SELECT Id FROM ValidationRule'],
      ['query', 'SELECT Id FROM WorkflowRule'],
      ['query', 'SELECT Id FROM Flow'],
    ] as const)
      expect([soql, (await ask(resource, soql)).json()]).toMatchObject([
        soql,
        [{ errorCode: 'INVALID_TYPE' }],
      ]);
    expect((await ask('query', TRIGGERS)).json()).toMatchObject([{ errorCode: 'INVALID_FIELD' }]);
  });

  it('line 57: Metadata and FullName come for one row at a time', async () => {
    const many = await ask(
      'tooling/query',
      "SELECT Metadata FROM ValidationRule WHERE EntityDefinition.QualifiedApiName = 'Contact'",
    );
    expect([many.status, many.json()]).toEqual([
      400,
      [
        {
          message:
            'When retrieving results with Metadata or FullName fields, the query qualifications must specify no more than one row for retrieval. Result size: 2',
          errorCode: 'MALFORMED_QUERY',
        },
      ],
    ]);
    expect((await ask('tooling/query', 'SELECT FullName FROM ValidationRule')).status).toBe(400);
    const [rule] = await tooling(RULES);
    const [one] = await tooling(
      `SELECT FullName, Metadata FROM ValidationRule WHERE Id = '${String(rule?.['Id'])}'`,
    );
    expect(one).toMatchObject({
      FullName: 'Contact.Mobile_for_on_site_staff',
      Metadata: {
        active: true,
        errorConditionFormula: 'AND(ISPICKVAL(Site_Role__c, "On-site"), ISBLANK(MobilePhone))',
        errorDisplayField: 'MobilePhone',
      },
    });
    const parts = [rule, rule].map((_, n) => ({
      method: 'GET',
      referenceId: `r${n}`,
      url: `${LATEST}/tooling/query?q=${encodeURIComponent(`SELECT Metadata FROM ValidationRule WHERE Id = '${String(rule?.['Id'])}'`)}`,
    }));
    const composite = await call(practice, 'POST', `${LATEST}/tooling/composite`, {
      body: JSON.stringify({ compositeRequest: parts }),
    });
    expect(
      (composite.json() as { compositeResponse: Body[] }).compositeResponse.map(
        (part) => part['httpStatusCode'],
      ),
    ).toEqual([200, 200]);
  });

  it('line 58: duplicate rules need View Setup, other parts still answer; flows tell active from newest', async () => {
    await control(practice, { settings: { viewSetup: false } });
    for (const soql of [DUPLICATES, MATCHING])
      expect((await ask('query', soql)).json()).toMatchObject([{ errorCode: 'INVALID_TYPE' }]);
    expect(await tooling(TRIGGERS)).toHaveLength(1);
    expect(await query(practice, FLOWS)).toHaveLength(2);
    const rules = (await getJson(practice, `${LATEST}/process/rules/Contact`)) as {
      rules: { Contact: Body[] };
    };
    expect(rules.rules.Contact).toMatchObject([
      { name: 'Call new contacts', object: 'Contact', actions: [{ type: 'Task' }] },
    ]);
    const [draft] = await query(
      practice,
      "SELECT IsActive, ActiveVersionId, LatestVersionId FROM FlowDefinitionView WHERE ApiName = 'Contact_Defaults'",
    );
    expect(draft?.['IsActive']).toBe(false);
    expect(draft?.['ActiveVersionId']).toMatch(/^301/);
    expect(draft?.['ActiveVersionId']).not.toBe(draft?.['LatestVersionId']);
    const [version] = await tooling(
      `SELECT VersionNumber, Status, Metadata FROM Flow WHERE Id = '${String(draft?.['ActiveVersionId'])}'`,
    );
    expect(version).toMatchObject({
      VersionNumber: 1,
      Status: 'Active',
      Metadata: { start: { object: 'Contact' } },
    });
    const [process] = await query(
      practice,
      "SELECT ActiveVersionId FROM FlowDefinitionView WHERE ProcessType = 'Workflow'",
    );
    const [metadata] = await tooling(
      `SELECT Metadata FROM Flow WHERE Id = '${String(process?.['ActiveVersionId'])}'`,
    );
    expect(metadata).toMatchObject({
      Metadata: { processMetadataValues: [{ name: 'ObjectType', value: { stringValue: 'Case' } }] },
    });
  });

  it('says what is switched off, and lists Apex jobs with their class', async () => {
    await control(practice, { settings: { triggers: false, validationRules: false, duplicateRules: false } });
    expect(await tooling(TRIGGERS)).toEqual([]);
    expect((await tooling(RULES)).map((rule) => rule['Active'])).toEqual([false, false]);
    expect(await query(practice, DUPLICATES)).toMatchObject([{ IsActive: false }]);
    const jobs = await query(
      practice,
      'SELECT Id, JobType, ApexClass.Name, Status, JobItemsProcessed, TotalJobItems, NumberOfErrors, ExtendedStatus, CreatedDate, CompletedDate, CreatedById FROM AsyncApexJob ORDER BY CreatedDate DESC LIMIT 200',
    );
    expect(jobs).toMatchObject([
      { JobType: 'BatchApex', ApexClass: { Name: 'TerritoryRecalculation' } },
      { Status: 'Failed' },
      {},
    ]);
  });
});
