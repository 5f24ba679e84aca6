import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPracticeOrg, type PracticeOrg } from '../../../src/practice-org/server';
import { dataLines, query, runJob, type JobOptions } from './client';

let practice: PracticeOrg;
beforeAll(async () => {
  practice = await startPracticeOrg({ seed: 'csv', empty: true });
  await runJob(practice, { object: 'Account' }, 'Name,Account_No__c\nAcme,A-1\nBeta,A-2\n');
});
afterAll(() => practice.close());

/** What a job leaves that is refused as a whole: nothing tried, everything given back. */
const refused = (errorMessage: string): unknown => ({
  state: 'Failed',
  errorMessage,
  processed: 0,
  failed: 0,
  givenBack: true,
});

async function load(csv: string, options: JobOptions = {}): Promise<unknown> {
  const { job, unprocessed, failed } = await runJob(practice, options, csv);
  return {
    state: job['state'],
    errorMessage: job['errorMessage'],
    processed: job['numberRecordsProcessed'],
    failed: Number(job['numberRecordsFailed']) + dataLines(failed).length,
    givenBack: unprocessed === csv,
  };
}

const lineEnding = (kind: string): string =>
  `ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is ${kind}`;
const notFound = (name: string): string => `InvalidBatch : Field name not found : ${name}`;
const QUOTE =
  'InvalidBatch : Failed to parse CSV. Found unescaped quote. A value with quote should be within a quote';

describe('what an upload must look like', () => {
  it('line 24: a LF/CRLF mismatch fails the job with the exact text and 0/0 counters', async () => {
    expect(await load('LastName\r\nA\r\n')).toEqual(refused(lineEnding('LF')));
    expect(await load('LastName\nA\n', { lineEnding: 'CRLF' })).toEqual(refused(lineEnding('CRLF')));
    expect(await load('LastName,Description\nA,"one\r\ntwo"\n')).toEqual(refused(lineEnding('LF')));
    expect(
      await load('LastName,Description\r\nA,"one\ntwo"\r\n', {
        lineEnding: 'CRLF',
      }),
    ).toEqual(refused(lineEnding('CRLF')));
    expect(
      (await runJob(practice, { lineEnding: 'CRLF' }, 'LastName,Description\r\nCr,"one\r\ntwo"\r\n')).job[
        'state'
      ],
    ).toBe('JobComplete');
  });

  it('line 25: an unknown column fails the job, naming the first only; so does a wrong delimiter', async () => {
    expect(await load('LastName,Industryy,Nope\nA,1,2\n')).toEqual(refused(notFound('Industryy')));
    expect(await load('LastName;Email\nA;a@b.example\n')).toEqual(refused(notFound('LastName;Email')));
    expect(await load('LastName,MailingAddress\nA,1\n')).toEqual(refused(notFound('MailingAddress')));
  });

  it('a header line of more than 32,000 characters fails the job', async () => {
    const headers = Array.from({ length: 3300 }, (_, n) => `Column_${n}`).join(',');
    const { job } = await runJob(practice, {}, `${headers}\nA\n`);
    expect(job).toMatchObject({
      state: 'Failed',
      errorMessage: 'InvalidBatch : The header line is longer than 32000 characters',
    });
  });

  it('line 26: a mark before quotes and blanks around quotes are unescaped quotes', async () => {
    expect(await load('\uFEFF"LastName"\n"A"\n')).toEqual(refused(QUOTE));
    expect(await load('LastName, "Description"\nA,b\n')).toEqual(refused(QUOTE));
    expect(await load('LastName,Description\n"A" ,b\n')).toEqual(refused(QUOTE));
    expect(await load('LastName,Description\nA,b"c\n')).toEqual(refused(QUOTE));
    expect(await load('LastName\n"never closed\n')).toEqual(refused(QUOTE));
    expect(await load('\uFEFFLastName\nA\n')).toEqual(refused(notFound('\uFEFFLastName')));
  });

  it('refuses files without rows and rows of another width', async () => {
    expect(await load('LastName,Email\n')).toEqual(refused('InvalidBatch : Records not found'));
    expect(await load('LastName,Email\nA\n')).toEqual(
      refused('InvalidBatch : Failed to parse CSV. Row 1 has 1 columns, the header has 2'),
    );
    expect(await load('LastName\nA\nB,c\n')).toEqual(
      refused('InvalidBatch : Failed to parse CSV. Row 2 has 2 columns, the header has 1'),
    );
    expect(await load('LastName,lastname\nA,b\n')).toEqual(
      refused('InvalidBatch : Duplicate field name in the header : lastname'),
    );
    expect(await load('Id,LastName\n003000000000000AAA,b\n', { operation: 'delete' })).toEqual(
      refused('InvalidBatch : delete batch must contain only ids'),
    );
  });

  it('line 27: an empty cell leaves the value, #N/A clears it, and nothing is trimmed', async () => {
    const made = await runJob(
      practice,
      {},
      'LastName,Title,Department,Birthdate,Newsletter__c\n Blank ,Boss,Ops,1990-02-28,true\n',
    );
    const id = dataLines(made.successful)[0]?.slice(1, 19) ?? '';
    await runJob(
      practice,
      { operation: 'update' },
      `Id,Title,Department,Birthdate,Newsletter__c\n${id},,#N/A,#N/A,#N/A\n`,
    );
    const [row] = await query(
      practice,
      `SELECT LastName, Title, Department, Birthdate, Newsletter__c FROM Contact WHERE Id = '${id}'`,
    );
    expect(row).toMatchObject({
      LastName: ' Blank ',
      Title: 'Boss',
      Department: null,
      Birthdate: null,
      Newsletter__c: false,
    });
    const refused = await runJob(practice, { operation: 'update' }, `Id,LastName\n${id},#N/A\n`);
    expect(refused.failed).toContain(
      'REQUIRED_FIELD_MISSING:Required fields are missing: [LastName]:LastName --',
    );
  });

  it('line 28: relationship headers point by key, also to record types and owners', async () => {
    const contacts = await runJob(
      practice,
      {},
      `LastName,Account.Account_No__c,Owner.Email\nRel,A-1,bruno.baker@practice.bulkhead.example\n`,
    );
    expect(contacts.job['numberRecordsFailed']).toBe(0);
    expect(
      await query(practice, "SELECT Account.Name, Owner.Name FROM Contact WHERE LastName = 'Rel'"),
    ).toMatchObject([{ Account: { Name: 'Acme' }, Owner: { Name: 'Bruno Baker' } }]);
    await runJob(
      practice,
      { object: 'Account' },
      'Name,RecordType.DeveloperName,Parent.Account_No__c\nTyped,Partner,A-2\n',
    );
    expect(
      await query(practice, "SELECT RecordType.Name, Parent.Name FROM Account WHERE Name = 'Typed'"),
    ).toMatchObject([{ RecordType: { Name: 'Partner' }, Parent: { Name: 'Beta' } }]);
  });

  it('line 28: a polymorphic header needs its type, and the right one', async () => {
    await runJob(
      practice,
      { object: 'Lead' },
      'LastName,Company,Email\nTyped,Some,typed.lead@some.example\n',
    );
    const done = await runJob(
      practice,
      { object: 'Task' },
      'Subject,Lead:Who.Email,User:Owner.Username\nCall,typed.lead@some.example,bruno.baker@practice.bulkhead.example\n',
    );
    expect(done.job).toMatchObject({ state: 'JobComplete', numberRecordsFailed: 0 });
    expect(
      await query(practice, "SELECT Who.Name, Owner.Name FROM Task WHERE Subject = 'Call'"),
    ).toMatchObject([{ Who: { Name: 'Typed' }, Owner: { Name: 'Bruno Baker' } }]);
    expect(await load('LastName,Account:Account.Account_No__c\nA,A-1\n')).toEqual(
      refused('InvalidBatch : type is not needed for non polymorphic foreign key references: Account'),
    );
    expect(await load('Subject,Who:Lead.Email\nA,a@b.example\n', { object: 'Task' })).toEqual(
      refused('InvalidBatch : Unable to find relationship: Lead'),
    );
    expect(await load('Subject,Who.Email\nA,a@b.example\n', { object: 'Task' })).toEqual(
      refused('InvalidBatch : type is needed for polymorphic foreign key references: Who'),
    );
    expect(await load('LastName,Account.Name\nA,Acme\n')).toEqual(refused(notFound('Account.Name')));
    expect(await load('LastName,Account.Parent.Account_No__c\nA,A-1\n')).toEqual(
      refused(notFound('Account.Parent.Account_No__c')),
    );
  });

  it('line 30: all six delimiters round-trip quotes, delimiters and line breaks', async () => {
    const delimiters = { COMMA: ',', TAB: '\t', PIPE: '|', SEMICOLON: ';', CARET: '^', BACKQUOTE: '`' };
    for (const [name, sign] of Object.entries(delimiters)) {
      const text = `He said ""hi""${sign}\nthen left`;
      const { job, successful } = await runJob(
        practice,
        { columnDelimiter: name },
        `LastName${sign}Description\n${name}${sign}"${text}"\n`,
      );
      expect(job).toMatchObject({
        state: 'JobComplete',
        numberRecordsFailed: 0,
        columnDelimiter: name,
      });
      expect(successful.split('\n')[0]).toBe(
        ['"sf__Id"', '"sf__Created"', 'LastName', 'Description'].join(sign),
      );
      expect(successful).toContain(`"${name}"${sign}"${text}"`);
      const [row] = await query(practice, `SELECT Description FROM Contact WHERE LastName = '${name}'`);
      expect(row?.['Description']).toBe(text.replaceAll('""', '"'));
    }
  });

  it('takes header names in any case, keeps Unicode, and ignores wholly empty lines', async () => {
    const { job, successful } = await runJob(practice, {}, 'lastname,TITLE\n\nŁukasz 山田 🧱,Ingénieur\n\n');
    expect(job).toMatchObject({ state: 'JobComplete', numberRecordsProcessed: 1 });
    expect(successful).toContain('"Łukasz 山田 🧱","Ingénieur"');
    expect(successful.split('\n')[0]).toBe('"sf__Id","sf__Created",lastname,TITLE');
  });
});
