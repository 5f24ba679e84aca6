import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openBench, type Bench, type Loaded } from './bench';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(async () => bench.end());
beforeEach(async () => bench.control({ reset: true }));

const load = async (words: readonly string[]): Promise<Loaded> => bench.load(words);

/** Puts the account into the org that contacts are to belong to. */
const loadParent = async (): Promise<void> => {
  const parents = await bench.file('p.csv', 'Account_No__c,Name\nP-1,Parent\n');
  const upsert = ['--operation', 'upsert', '--external-id', 'Account_No__c'];
  await load(['--file', parents, '--object', 'Account', ...upsert]);
};

describe('columns and fields', () => {
  it('sends the columns a mapping lists, parents by their keys, and nothing else', async () => {
    await loadParent();
    const file = await bench.file('m.csv', 'Person,Parent Ref,Title,Email\nAnn,P-1,Boss,ann@test.example\n');
    const mapping = await bench.file(
      'm.json',
      '{"Person":"LastName","Parent Ref":"account.account_no__c","Title":null}',
    );
    const { line, err } = await load([
      '--file',
      file,
      '--object',
      'Contact',
      '--operation',
      'insert',
      '--mapping',
      mapping,
    ]);
    expect(line).toMatchObject({ created: 1, exit: 0 });
    expect(err).toContain('“Title”, “Email”');
    const [contact] = await bench.records('Contact');
    const [account] = await bench.records('Account');
    expect(contact).toMatchObject({ LastName: 'Ann', AccountId: account?.['Id'], Title: null, Email: null });
  });

  it('takes a relationship header as it stands', async () => {
    await loadParent();
    const file = await bench.file('r.csv', 'Last Name,Account.Account_No__c\nAnn,P-1\nBob,P-404\n');
    const { line, folder } = await load(['--file', file, '--object', 'Contact', '--operation', 'insert']);
    expect(line).toMatchObject({ created: 1, failed: 1, exit: 1 });
    expect(await bench.read(`${folder}/failed.csv`)).toContain(
      '"Bob","P-404","2","failed","","","INVALID_FIELD",',
    );
  });

  it('writes a recipe of a load and loads another file by it', async () => {
    const file = await bench.file('first.csv', 'Kunde,Nummer\nAda,R-1\n');
    const mapping = await bench.file('rm.json', '{"Kunde":"Name","Nummer":"Account_No__c"}');
    const target = ['--object', 'Account', '--operation', 'upsert', '--external-id', 'Account_No__c'];
    const first = await load(['--file', file, ...target, '--mapping', mapping, '--blank', 'clear']);
    const shown = await bench.run(['show', String(first.line?.loadId), '--recipe']);
    expect(shown.code).toBe(0);
    const recipe = await bench.file('recipe.json', shown.out);
    const next = await bench.file('next.csv', 'Nummer,Kunde,Mehr\nR-2,Eve,x\n');
    expect((await load(['--file', next, '--recipe', recipe])).line).toMatchObject({ created: 1, exit: 0 });
    expect((await bench.records('Account')).map((record) => record['Name'])).toEqual(['Ada', 'Eve']);
    const newer = await bench.file('newer.json', shown.out.replace('"recipe": 1', '"recipe": 2'));
    const refused = await load(['--file', next, '--recipe', newer]);
    expect(refused.code).toBe(2);
    expect(refused.err).toContain('version 2');
  });

  it('finds records by the field a recipe names', async () => {
    for (const [Name, Phone] of [
      ['Ada', '1'],
      ['Eve', '2'],
    ])
      await fetch(`${bench.org.instanceUrl}/services/data/v67.0/sobjects/Account`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${bench.org.accessToken}`, 'Content-Type': 'application/json' },
        body: JSON.stringify({ Name, Phone }),
      });
    const recipe = {
      recipe: 1,
      object: 'Account',
      operation: 'update',
      findBy: 'Name',
      orgType: 'practice',
      mapping: { Kunde: 'Name', Telefon: 'Phone' },
      options: {},
    };
    const path = await bench.file('find.json', JSON.stringify(recipe));
    const next = await bench.file('phones.csv', 'Kunde,Telefon\neve,22\nNobody,3\n');
    const { line, folder } = await load(['--file', next, '--recipe', path]);
    expect(line).toMatchObject({ updated: 1, held: 1, exit: 1, balanced: true });
    const accounts = await bench.records('Account');
    expect(accounts.map(({ Name, Phone }) => [Name, Phone])).toEqual([
      ['Ada', '1'],
      ['Eve', '22'],
    ]);
    expect(await bench.read(`${folder}/ledger.csv`)).toContain('"Nobody","3","2","held"');
  });
});

describe('a file for the eyes of people', () => {
  const toContacts = ['--object', 'Contact', '--operation', 'insert'];

  it('has its column names found below its titles, and says so', async () => {
    const titled = 'Members of the north,,\nAs of 2026-03-31,,\n\nNo,Last Name,Email\n1,Ada,a@test.example\n';
    const file = await bench.file('titled.csv', titled);
    const { line, err } = await load(['--file', file, ...toContacts]);
    expect(line).toMatchObject({ rows: 1, created: 1 });
    expect(err).toContain('the column names stand on line 4');
    expect(err).toContain('Members of the north');
    const mapping = await bench.file('other.json', '{"Surname":"LastName"}');
    const refused = await load(['--file', file, ...toContacts, '--mapping', mapping]);
    expect(refused).toMatchObject({ code: 2, line: null });
  });

  it('keeps the first line for the names where they are among it, however few they are', async () => {
    const file = await bench.file('sparse.csv', 'LastName,,,\nAda,x,y,z\nBo,x,y,z\n');
    expect((await load(['--file', file, ...toContacts])).line).toMatchObject({ rows: 2, created: 2 });
  });

  it('has the guards taken off that keep a spreadsheet from running cells, and says so', async () => {
    const rows = "No,Last Name,Department\n1,'=SUM(A1),'+49 30\n2,\"'@ada\",'-5\n";
    const { line, err } = await load(['--file', await bench.file('g.csv', `\ufeff${rows}`), ...toContacts]);
    expect(line).toMatchObject({ created: 2 });
    expect(err).toContain('4 apostrophes were taken off');
    const names = (await bench.records('Contact')).map(({ LastName }) => LastName);
    expect(names).toEqual(['=SUM(A1)', '@ada']);
    await bench.control({ reset: true });
    await load(['--file', await bench.file('bare.csv', rows), ...toContacts]);
    expect((await bench.records('Contact')).map(({ LastName }) => LastName)).toEqual(["'=SUM(A1)", "'@ada"]);
  });
});
