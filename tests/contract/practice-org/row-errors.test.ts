import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startPracticeOrg, type PracticeOrg } from '../../../src/practice-org/server';
import { control, dataLines, query, runJob, type JobOptions } from './client';

let practice: PracticeOrg;
beforeAll(async () => {
  practice = await startPracticeOrg({ seed: 'rows' });
});
beforeEach(() => control(practice, { settings: null }));
afterAll(() => practice.close());

/** The sf__Error of each failed row, unquoted. */
function errorsOf(failed: string): string[] {
  return [...failed.matchAll(/^"","((?:[^"]|"")*)"/gm)].map((found) =>
    (found[1] ?? '').replaceAll('""', '"'),
  );
}

async function firstError(options: JobOptions, csv: string): Promise<string> {
  return errorsOf((await runJob(practice, options, csv)).failed)[0] ?? 'no error';
}

async function idOf(object: string, where: string): Promise<string> {
  return String((await query(practice, `SELECT Id FROM ${object} WHERE ${where}`))[0]?.['Id']);
}

const upsert = (externalIdFieldName: string, object = 'Contact'): JobOptions => ({
  object,
  operation: 'upsert',
  externalIdFieldName,
});
const update: JobOptions = { operation: 'update' };

describe('line 35: row errors in Salesforce’s words', () => {
  it('1 REQUIRED_FIELD_MISSING', async () => {
    expect(await firstError({}, 'LastName,Title\n,x\n')).toBe(
      'REQUIRED_FIELD_MISSING:Required fields are missing: [LastName]:LastName --',
    );
    expect(await firstError({ object: 'Opportunity' }, 'Name\nBig\n')).toBe(
      'REQUIRED_FIELD_MISSING:Required fields are missing: [StageName, CloseDate]:StageName,CloseDate --',
    );
  });

  it('2 DUPLICATE_VALUE names the record that holds the key', async () => {
    const id = await idOf('Contact', "Contact_No__c = 'C-000002'");
    expect(await firstError({}, 'LastName,Contact_No__c\nTwin,c-000002\n')).toBe(
      `DUPLICATE_VALUE:duplicate value found: Contact_No__c duplicates value on record with id: ${id.slice(0, 15)}:--`,
    );
  });

  it('3 and line 36: DUPLICATE_EXTERNAL_ID, and the same key twice in one chunk', async () => {
    await runJob(practice, { object: 'Lead' }, 'LastName,Company,Legacy_Id__c\nA,X,L-1\nB,X,L-1\n');
    expect(await firstError(upsert('Legacy_Id__c', 'Lead'), 'Legacy_Id__c,LastName\nL-1,C\n')).toMatch(
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
    expect(await firstError({}, 'LastName,Account.Account_No__c\nOrphan,K-9\n')).toBe(
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
      expect(await firstError({ object }, `Description,${field}\nx,${text}\n`)).toBe(
        `INVALID_FIELD:Failed to deserialize field at col 1. Due to, '${text}' is not a valid value for the type ${type}:${field} --`,
      );
    }
  });

  it('6 STRING_TOO_LONG and 19 NUMBER_OUTSIDE_VALID_RANGE', async () => {
    const long = 'A'.repeat(256);
    expect(await firstError({ object: 'Account' }, `Name\n${long}\n`)).toBe(
      `STRING_TOO_LONG:Account Name: data value too large: ${long} (max length=255):Name --`,
    );
    expect(await firstError({}, 'LastName,Annual_Budget__c\nA,123456789012345\n')).toBe(
      'NUMBER_OUTSIDE_VALID_RANGE:Annual Budget: value outside of valid range on numeric field: 123456789012345:Annual_Budget__c --',
    );
  });

  it('7 restricted picklists refuse, open ones take', async () => {
    expect(await firstError({ object: 'Account' }, 'Name,Rating\nA,Tepid\n')).toBe(
      'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST:Account Rating: bad value for restricted picklist field: Tepid:Rating --',
    );
    expect(
      (await runJob(practice, { object: 'Account' }, 'Name,Industry\nA,Alchemy\n')).job[
        'numberRecordsFailed'
      ],
    ).toBe(0);
    expect(await firstError({ object: 'Case' }, 'Subject,Topic__c\nA,Legacy topic\n')).toContain(
      'bad value for restricted picklist field: Legacy topic',
    );
  });

  it('8 validation rules', async () => {
    expect(await firstError({}, 'LastName,Site_Role__c\nA,On-site\n')).toBe(
      'FIELD_CUSTOM_VALIDATION_EXCEPTION:On-site contacts need a mobile number.:MobilePhone --',
    );
    expect(await firstError({}, 'LastName,MailingCountry,MailingPostalCode\nA,Germany,2095\n')).toBe(
      'FIELD_CUSTOM_VALIDATION_EXCEPTION:Postal codes in Germany have five digits.:MailingPostalCode --',
    );
    const fine =
      'LastName,Site_Role__c,MobilePhone,MailingCountry,MailingPostalCode\nA,On-site,+49 1,Germany,20095\nB,,,Poland,1\n';
    expect((await runJob(practice, {}, fine)).job['numberRecordsFailed']).toBe(0);
  });

  it('9 a busy account is locked for the first job that touches it, and free for the next', async () => {
    await control(practice, { reset: 'records' });
    const account = await idOf('Account', "Account_No__c = 'A-10007'");
    const csv =
      'Contact_No__c,LastName,Account.Account_No__c\nLOCK-1,A,A-10007\nLOCK-2,B,A-10008\nLOCK-3,C,A-10007\n';
    const first = await runJob(practice, upsert('Contact_No__c'), csv);
    expect(errorsOf(first.failed)).toEqual(
      Array(2).fill(
        `UNABLE_TO_LOCK_ROW:unable to obtain exclusive access to this record or 1 records: ${account}:--`,
      ),
    );
    expect((await runJob(practice, upsert('Contact_No__c'), csv)).job).toMatchObject({
      numberRecordsFailed: 0,
    });
  });

  it('10, 11 ids: unknown, malformed, of another object', async () => {
    expect(await firstError({}, 'LastName,AccountId\nA,0018c000zzzzzzzAAB\n')).toContain(
      'MALFORMED_ID:Account ID: id value of incorrect type: 0018c000zzzzzzzAAB:AccountId --',
    );
    expect(await firstError({}, 'LastName,AccountId\nA,0018c000zzzzzzz\n')).toBe(
      'INVALID_CROSS_REFERENCE_KEY:invalid cross reference id:--',
    );
    const contact = await idOf('Contact', "Contact_No__c = 'C-000003'");
    expect(await firstError({}, `LastName,AccountId\nA,${contact}\n`)).toBe(
      `MALFORMED_ID:Account ID: id value of incorrect type: ${contact}:AccountId --`,
    );
    expect(await firstError(update, 'Id,Title\n001000000000000AAB,x\n')).toBe(
      'MALFORMED_ID:malformed id 001000000000000AAB:--',
    );
    expect(await firstError(update, 'Id,Title\n0038c000zzzzzzz,x\n')).toBe(
      'INVALID_CROSS_REFERENCE_KEY:invalid cross reference id:--',
    );
    expect(await firstError(update, `Id,Title\n${contact.slice(0, 15)},x\n`)).toBe('no error');
  });

  it('12 ENTITY_IS_DELETED', async () => {
    const contact = await idOf('Contact', "Contact_No__c = 'C-000004'");
    await runJob(practice, { operation: 'delete' }, `Id\n${contact}\n`);
    expect(await firstError(update, `Id,Title\n${contact},x\n`)).toBe(
      'ENTITY_IS_DELETED:entity is deleted:--',
    );
  });

  it('13 a throwing trigger fails its own rows', async () => {
    const { failed, job } = await runJob(practice, {}, 'LastName,MailingCountry\nA,Kosovo\nB,Albania\n');
    expect(job['numberRecordsFailed']).toBe(1);
    expect(errorsOf(failed)).toEqual([
      'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY:ContactTerritory: execution of BeforeInsert\ncaused by: System.NullPointerException: Attempt to de-reference a null object\nTrigger.ContactTerritory: line 14, column 1:--',
    ]);
  });

  it('13 and line 37: with the chunk switch one chunk of 200 fails while the others save', async () => {
    await control(practice, { settings: { triggerScope: 'chunk' } });
    const rows = Array.from({ length: 600 }, (_, n) => `Chunk${n},${n === 250 ? 'Kosovo' : 'Albania'}`);
    const { job, failed } = await runJob(practice, {}, `LastName,MailingCountry\n${rows.join('\n')}\n`);
    expect(job).toMatchObject({
      state: 'JobComplete',
      numberRecordsProcessed: 600,
      numberRecordsFailed: 200,
    });
    expect(new Set(errorsOf(failed)).size).toBe(1);
    expect(await query(practice, "SELECT Id FROM Contact WHERE LastName LIKE 'Chunk%'")).toHaveLength(400);
  });

  it('14 and 34 any failure can be switched on for chosen rows', async () => {
    const flow = 'We can\'t save this record because the "Greet" process failed.';
    await control(practice, {
      settings: {
        rowFaults: [
          {
            object: 'Contact',
            field: 'LastName',
            equals: 'Flow',
            code: 'CANNOT_EXECUTE_FLOW_TRIGGER',
            message: flow,
            times: 1,
          },
          { object: 'Contact', field: 'LastName', equals: 'Strange' },
        ],
      },
    });
    const { failed } = await runJob(practice, {}, 'LastName\nFlow\nStrange\nPlain\nFlow\n');
    expect(errorsOf(failed).sort()).toEqual([
      `CANNOT_EXECUTE_FLOW_TRIGGER:${flow}:--`,
      'UNKNOWN_EXCEPTION:An unexpected error occurred. Please include this ErrorId if you contact support: 123-45 (67):--',
    ]);
  });

  it('15 the duplicate rule looks at the email, whatever its case, of records saved before', async () => {
    expect(
      await firstError({}, 'LastName,Email,Contact_No__c\nA,Existing.Person.7@Harbour-Energy.example,D-1\n'),
    ).toBe('DUPLICATES_DETECTED:Use one of these records?:--');
    const twins = 'LastName,Email\nA,twin@new.example\nB,twin@new.example\n';
    expect((await runJob(practice, {}, twins)).job['numberRecordsFailed']).toBe(0);
    expect((await runJob(practice, {}, twins)).job['numberRecordsFailed']).toBe(2);
    expect(
      (
        await runJob(
          practice,
          upsert('Contact_No__c'),
          'Contact_No__c,Email,Title\nK-900001,existing.person.1@harbour-energy.example,x\n',
        )
      ).job['numberRecordsFailed'],
    ).toBe(0);
  });

  it('18 email form, 20 read-only fields, 21 no id, 22 inactive owner, 30 hierarchy', async () => {
    expect(await firstError({}, 'LastName,Email\nA,nope@\n')).toBe(
      'INVALID_EMAIL_ADDRESS:Email: invalid email address: nope@:Email --',
    );
    expect(await firstError({}, 'LastName,CreatedDate\nA,2026-11-02T09:15:00Z\n')).toBe(
      'INVALID_FIELD_FOR_INSERT_UPDATE:Unable to create/update fields: CreatedDate. Please check the security settings of this field and verify that it is read/write for your profile or permission set.:CreatedDate --',
    );
    expect(await firstError({}, 'Id,LastName\n0038c000zzzzzzz,A\n')).toBe(
      'INVALID_FIELD_FOR_INSERT_UPDATE:cannot specify Id in an insert call:Id --',
    );
    expect(await firstError(update, 'Id,LastName\n,A\n')).toBe(
      'MISSING_ARGUMENT:Id not specified in an update call:--',
    );
    expect(await firstError(update, 'LastName\nA\n')).toBe(
      'MISSING_ARGUMENT:Id not specified in an update call:--',
    );
    expect(await firstError(upsert('Contact_No__c'), 'Contact_No__c,LastName\n,A\n')).toBe(
      'MISSING_ARGUMENT:Contact_No__c not specified:--',
    );
    expect(
      await firstError({}, 'LastName,Owner.Email\nA,dmitri.departed@practice.bulkhead.example\n'),
    ).toMatch(
      /^INACTIVE_OWNER_OR_USER:operation performed with inactive user \[005\w{15}\] as owner of contact:--$/,
    );
    const account = await idOf('Account', "Account_No__c = 'A-10100'");
    expect(
      await firstError({ object: 'Account', operation: 'update' }, `Id,ParentId\n${account},${account}\n`),
    ).toBe('CIRCULAR_DEPENDENCY:attempt to violate hierarchy constraints:ParentId --');
  });

  it('16 and 26 deleting: details go along, cases hold their account back', async () => {
    const account = await idOf('Account', "Account_No__c = 'A-10200'");
    await runJob(
      practice,
      { object: 'Site__c' },
      `Name,Site_Code__c,Account__c,Latitude__c\nYard,S-1,${account},31.953764725\n`,
    );
    expect(
      await query(
        practice,
        "SELECT Latitude__c, Account__r.Account_No__c FROM Site__c WHERE Site_Code__c = 'S-1'",
      ),
    ).toMatchObject([{ Latitude__c: 31.95376473, Account__r: { Account_No__c: 'A-10200' } }]);
    await runJob(practice, { object: 'Case' }, `Subject,AccountId\nHeld,${account}\n`);
    const held = errorsOf(
      (await runJob(practice, { object: 'Account', operation: 'delete' }, `Id\n${account}\n`)).failed,
    )[0];
    expect(held).toMatch(
      /^DELETE_FAILED:Your attempt to delete .+ could not be completed because it is associated with the following cases\.: \d{8}:--$/,
    );
    const caseId = await idOf('Case', "Subject = 'Held'");
    await runJob(practice, { object: 'Case', operation: 'delete' }, `Id\n${caseId}\n`);
    expect(
      (await runJob(practice, { object: 'Account', operation: 'delete' }, `Id\n${account}\n`)).job[
        'numberRecordsFailed'
      ],
    ).toBe(0);
    expect(await query(practice, "SELECT Id FROM Site__c WHERE Site_Code__c = 'S-1'")).toHaveLength(0);
    expect(
      await query(practice, "SELECT Id, IsDeleted FROM Site__c WHERE Site_Code__c = 'S-1'", 'queryAll'),
    ).toMatchObject([{ IsDeleted: true }]);
  });

  it('reset puts the records back', async () => {
    await runJob(practice, {}, 'LastName\nGone soon\n');
    await control(practice, { reset: true });
    expect(await query(practice, 'SELECT COUNT(Id) n FROM Contact')).toMatchObject([{ n: 1800 }]);
    expect(await query(practice, 'SELECT COUNT(Id) n FROM Account')).toMatchObject([{ n: 2000 }]);
    expect(dataLines((await runJob(practice, {}, 'LastName\nAfter\n')).successful)).toHaveLength(1);
  });
});
