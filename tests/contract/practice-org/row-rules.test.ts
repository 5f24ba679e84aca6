import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startPracticeOrg, type PracticeOrg } from '../../../src/practice-org/server';
import { control, dataLines, query, runJob } from './client';
import { errorsOf, firstError, idOf, upsert } from './row-outcomes';

let practice: PracticeOrg;
beforeAll(async () => {
  practice = await startPracticeOrg({ seed: 'rules' });
});
beforeEach(() => control(practice, { settings: null }));
afterAll(() => practice.close());

describe('line 35: rows refused by the company’s own rules', () => {
  it('8 validation rules', async () => {
    expect(await firstError(practice, {}, 'LastName,Site_Role__c\nA,On-site\n')).toBe(
      'FIELD_CUSTOM_VALIDATION_EXCEPTION:On-site contacts need a mobile number.:MobilePhone --',
    );
    expect(
      await firstError(practice, {}, 'LastName,MailingCountry,MailingPostalCode\nA,Germany,2095\n'),
    ).toBe(
      'FIELD_CUSTOM_VALIDATION_EXCEPTION:Postal codes in Germany have five digits.:MailingPostalCode --',
    );
    const fine =
      'LastName,Site_Role__c,MobilePhone,MailingCountry,MailingPostalCode\nA,On-site,+49 1,Germany,20095\nB,,,Poland,1\n';
    expect((await runJob(practice, {}, fine)).job['numberRecordsFailed']).toBe(0);
  });

  it('9 a busy account is locked for the first job that touches it, and free for the next', async () => {
    await control(practice, { reset: 'records' });
    const account = await idOf(practice, 'Account', "Account_No__c = 'A-10007'");
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
      await firstError(
        practice,
        {},
        'LastName,Email,Contact_No__c\nA,Existing.Person.7@Harbour-Energy.example,D-1\n',
      ),
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

  it('16 and 26 deleting: details go along, cases hold their account back', async () => {
    const account = await idOf(practice, 'Account', "Account_No__c = 'A-10200'");
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
    const caseId = await idOf(practice, 'Case', "Subject = 'Held'");
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
    expect(await query(practice, 'SELECT COUNT(Id) n FROM Contact')).toMatchObject([{ n: 5000 }]);
    expect(await query(practice, 'SELECT COUNT(Id) n FROM Account')).toMatchObject([{ n: 2000 }]);
    expect(dataLines((await runJob(practice, {}, 'LastName\nAfter\n')).successful)).toHaveLength(1);
  });
});
