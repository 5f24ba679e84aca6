import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startPracticeOrg, type PracticeOrg } from '../../../src/practice-org/server';
import { control, query, runJob } from './client';
import { errorsOf, firstError, idOf, update, upsert } from './row-outcomes';

let practice: PracticeOrg;
beforeAll(async () => {
  practice = await startPracticeOrg({ seed: 'rows' });
});
beforeEach(() => control(practice, { settings: null }));
afterAll(() => practice.close());

describe('line 35: row errors in Salesforce’s words', () => {
  it('1 REQUIRED_FIELD_MISSING', async () => {
    expect(await firstError(practice, {}, 'LastName,Title\n,x\n')).toBe(
      'REQUIRED_FIELD_MISSING:Required fields are missing: [LastName]:LastName --',
    );
    expect(await firstError(practice, { object: 'Opportunity' }, 'Name\nBig\n')).toBe(
      'REQUIRED_FIELD_MISSING:Required fields are missing: [StageName, CloseDate]:StageName,CloseDate --',
    );
  });

  it('2 DUPLICATE_VALUE names the record that holds the key', async () => {
    const id = await idOf(practice, 'Contact', "Contact_No__c = 'C-000002'");
    expect(await firstError(practice, {}, 'LastName,Contact_No__c\nTwin,c-000002\n')).toBe(
      `DUPLICATE_VALUE:duplicate value found: Contact_No__c duplicates value on record with id: ${id.slice(0, 15)}:--`,
    );
  });

  it('3 and line 36: DUPLICATE_EXTERNAL_ID, and the same key twice in one chunk', async () => {
    await runJob(practice, { object: 'Lead' }, 'LastName,Company,Legacy_Id__c\nA,X,L-1\nB,X,L-1\n');
    expect(
      await firstError(practice, upsert('Legacy_Id__c', 'Lead'), 'Legacy_Id__c,LastName\nL-1,C\n'),
    ).toMatch(
      /^DUPLICATE_EXTERNAL_ID:Legacy Id: more than one record found for external id field: \[00Q\w{15}, 00Q\w{15}\]:Legacy_Id__c --$/,
    );
    const { job, failed } = await runJob(
      practice,
      upsert('Contact_No__c'),
      'Contact_No__c,LastName\nK-17,A\nK-18,B\nK-17,C\n',
    );
    expect(job).toMatchObject({ numberRecordsProcessed: 3, numberRecordsFailed: 2 });
    expect(errorsOf(failed)).toEqual(
      Array(2).fill('DUPLICATE_VALUE:Duplicate external id specified: K-17:Contact_No__c --'),
    );
    const apart = Array.from({ length: 201 }, (_, n) => `F-${n % 200},A${n}`).join('\n');
    expect(
      (await runJob(practice, upsert('Contact_No__c'), `Contact_No__c,LastName\n${apart}\n`)).job,
    ).toMatchObject({ numberRecordsFailed: 0 });
  });

  it('4 and line 29: a missing parent fails the whole row, even for an optional lookup', async () => {
    expect(await firstError(practice, {}, 'LastName,Account.Account_No__c\nOrphan,K-9\n')).toBe(
      'INVALID_FIELD:Foreign key external ID: K-9 not found for field Account_No__c in entity Account:--',
    );
    expect(await query(practice, "SELECT Id FROM Contact WHERE LastName = 'Orphan'")).toHaveLength(0);
  });

  it('5 INVALID_FIELD: what cannot be read as its type', async () => {
    const cases = [
      ['Opportunity', 'CloseDate', '6/15/19', 'xsd:date'],
      ['Opportunity', 'CloseDate', '2026-02-30', 'xsd:date'],
      ['Contact', 'Annual_Budget__c', '$5', 'xsd:double'],
      ['Account', 'NumberOfEmployees', '1.5', 'xsd:int'],
      ['Account', 'Active__c', 'yes', 'xsd:boolean'],
    ] as const;
    for (const [object, field, text, type] of cases) {
      expect(await firstError(practice, { object }, `Description,${field}\nx,${text}\n`)).toBe(
        `INVALID_FIELD:Failed to deserialize field at col 1. Due to, '${text}' is not a valid value for the type ${type}:${field} --`,
      );
    }
  });

  it('6 STRING_TOO_LONG and 19 NUMBER_OUTSIDE_VALID_RANGE', async () => {
    const long = 'A'.repeat(256);
    expect(await firstError(practice, { object: 'Account' }, `Name\n${long}\n`)).toBe(
      `STRING_TOO_LONG:Account Name: data value too large: ${long} (max length=255):Name --`,
    );
    expect(await firstError(practice, {}, 'LastName,Annual_Budget__c\nA,123456789012345\n')).toBe(
      'NUMBER_OUTSIDE_VALID_RANGE:Annual Budget: value outside of valid range on numeric field: 123456789012345:Annual_Budget__c --',
    );
  });

  it('7 restricted picklists refuse, open ones take', async () => {
    expect(await firstError(practice, { object: 'Account' }, 'Name,Rating\nA,Tepid\n')).toBe(
      'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST:Account Rating: bad value for restricted picklist field: Tepid:Rating --',
    );
    expect(
      (await runJob(practice, { object: 'Account' }, 'Name,Industry\nA,Alchemy\n')).job[
        'numberRecordsFailed'
      ],
    ).toBe(0);
    expect(await firstError(practice, { object: 'Case' }, 'Subject,Topic__c\nA,Legacy topic\n')).toContain(
      'bad value for restricted picklist field: Legacy topic',
    );
  });

  it('10, 11 ids: unknown, malformed, of another object', async () => {
    expect(await firstError(practice, {}, 'LastName,AccountId\nA,0018c000zzzzzzzAAB\n')).toContain(
      'MALFORMED_ID:Account ID: id value of incorrect type: 0018c000zzzzzzzAAB:AccountId --',
    );
    expect(await firstError(practice, {}, 'LastName,AccountId\nA,0018c000zzzzzzz\n')).toBe(
      'INVALID_CROSS_REFERENCE_KEY:invalid cross reference id:--',
    );
    const contact = await idOf(practice, 'Contact', "Contact_No__c = 'C-000003'");
    expect(await firstError(practice, {}, `LastName,AccountId\nA,${contact}\n`)).toBe(
      `MALFORMED_ID:Account ID: id value of incorrect type: ${contact}:AccountId --`,
    );
    expect(await firstError(practice, update, 'Id,Title\n001000000000000AAB,x\n')).toBe(
      'MALFORMED_ID:malformed id 001000000000000AAB:--',
    );
    expect(await firstError(practice, update, 'Id,Title\n0038c000zzzzzzz,x\n')).toBe(
      'INVALID_CROSS_REFERENCE_KEY:invalid cross reference id:--',
    );
    expect(await firstError(practice, update, `Id,Title\n${contact.slice(0, 15)},x\n`)).toBe('no error');
  });

  it('12 ENTITY_IS_DELETED', async () => {
    const contact = await idOf(practice, 'Contact', "Contact_No__c = 'C-000004'");
    await runJob(practice, { operation: 'delete' }, `Id\n${contact}\n`);
    expect(await firstError(practice, update, `Id,Title\n${contact},x\n`)).toBe(
      'ENTITY_IS_DELETED:entity is deleted:--',
    );
  });

  it('18 email form, 20 read-only fields, 21 no id, 22 inactive owner, 30 hierarchy', async () => {
    expect(await firstError(practice, {}, 'LastName,Email\nA,nope@\n')).toBe(
      'INVALID_EMAIL_ADDRESS:Email: invalid email address: nope@:Email --',
    );
    expect(await firstError(practice, {}, 'LastName,CreatedDate\nA,2026-11-02T09:15:00Z\n')).toBe(
      'INVALID_FIELD_FOR_INSERT_UPDATE:Unable to create/update fields: CreatedDate. Please check the security settings of this field and verify that it is read/write for your profile or permission set.:CreatedDate --',
    );
    expect(await firstError(practice, {}, 'Id,LastName\n0038c000zzzzzzz,A\n')).toBe(
      'INVALID_FIELD_FOR_INSERT_UPDATE:cannot specify Id in an insert call:Id --',
    );
    expect(await firstError(practice, update, 'Id,LastName\n,A\n')).toBe(
      'MISSING_ARGUMENT:Id not specified in an update call:--',
    );
    expect(await firstError(practice, update, 'LastName\nA\n')).toBe(
      'MISSING_ARGUMENT:Id not specified in an update call:--',
    );
    expect(await firstError(practice, upsert('Contact_No__c'), 'Contact_No__c,LastName\n,A\n')).toBe(
      'MISSING_ARGUMENT:Contact_No__c not specified:--',
    );
    expect(
      await firstError(practice, {}, 'LastName,Owner.Email\nA,dmitri.departed@practice.bulkhead.example\n'),
    ).toMatch(
      /^INACTIVE_OWNER_OR_USER:operation performed with inactive user \[005\w{15}\] as owner of contact:--$/,
    );
    const account = await idOf(practice, 'Account', "Account_No__c = 'A-10100'");
    expect(
      await firstError(
        practice,
        { object: 'Account', operation: 'update' },
        `Id,ParentId\n${account},${account}\n`,
      ),
    ).toBe('CIRCULAR_DEPENDENCY:attempt to violate hierarchy constraints:ParentId --');
  });
});
