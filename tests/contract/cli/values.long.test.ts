import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { lastLine, openBench, type Bench } from './bench';
import { visitsSchema } from './visits';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench(...(await visitsSchema()));
});
afterAll(async () => bench.end());
beforeEach(async () => bench.control({ reset: true }));

let loads = 0;
const load = async (text: string, ...words: string[]) => {
  loads += 1;
  const out = `out-${loads}`;
  const file = await bench.file(`values-${loads}.csv`, text);
  const insert = ['--file', file, '--object', 'Visit__c', '--operation', 'insert', '--out', out, '--json'];
  const finished = await bench.run(['load', ...bench.toOrg, ...insert, ...words]);
  return { ...finished, out, line: finished.out === '' ? null : lastLine(finished) };
};

const german = [
  'Name;Start;Time;Opens;Amount;Weight;Share;Guests',
  'A;27.03.2026;27.03.2026 10:15;8:30;1.234,50 €;1,5;5 %;1.200',
  'B;03.04.2026;29.03.2026 02:30;14:05;(5);0,25;12,5 %;3',
  'C;4. Mai 2026;25.10.2026 02:30 +01:00;9:00 PM;-7;2;0;4',
  '',
].join('\n');

describe('values of a spreadsheet', () => {
  it('are read as all rows of their column prove it, in the time zone of the user', async () => {
    const { line, err, out } = await load(german);
    expect(line).toMatchObject({ rows: 3, created: 2, held: 1, exit: 1 });
    expect(err).toContain('“Start” day first');
    expect(err).toContain('in Europe/Berlin');
    expect(await bench.read(`${out}/ledger.csv`)).toMatch(
      /"held","","","datetime-gap","Line 3, column 3 \(Time\): .*Europe\/Berlin/,
    );
    expect(await bench.records('Visit__c')).toMatchObject([
      {
        Start__c: '2026-03-27',
        Time__c: '2026-03-27T09:15:00.000+0000',
        Opens__c: '08:30:00.000Z',
        Amount__c: 1234.5,
        Weight__c: 1.5,
        Share__c: 5,
        Guests__c: 1200,
      },
      {
        Start__c: '2026-05-04',
        Time__c: '2026-10-25T01:30:00.000+0000',
        Opens__c: '21:00:00.000Z',
        Amount__c: -7,
      },
    ]);
    const report = JSON.parse(await bench.read(`${out}/report.json`)) as { columns: object[] };
    expect(report.columns).toContainEqual({
      column: 'Time',
      field: 'Time__c',
      format: { dateOrder: 'dmy', timeZone: 'Europe/Berlin' },
    });
  });

  it('refuse the file where a column reads two ways, until it is said how', async () => {
    const text = 'Name,Start,Amount\nA,03/04/2026,1.234\nB,05/06/2026,5\n';
    const refused = await load(text);
    expect(refused).toMatchObject({ code: 2, line: null });
    expect(refused.err).toMatch(/column 2, “Start”.*line 2.*--date-order.*“Amount”.*line 2.*--decimal/);
    const told = await load(text, '--date-order', 'mdy', '--decimal', 'comma');
    expect(told.line).toMatchObject({ created: 2, exit: 0 });
    expect(await bench.records('Visit__c')).toMatchObject([
      { Start__c: '2026-03-04', Amount__c: 1234 },
      { Start__c: '2026-05-06', Amount__c: 5 },
    ]);
  });

  it('stay as they are where they are in Salesforce’s form, and are held where they are none', async () => {
    const text =
      'Name,Start,Time,Opens,Amount,Code\n' +
      ' A ,2026-04-03,2026-04-03T10:00:00.000+0000,08:30:00Z,1.50,007\n' +
      'B,2026-02-31,2026-04-03 10:00,soon,12 pieces,1.234\n';
    const { line, out } = await load(text, '--time-zone', 'America/New_York');
    expect(line).toMatchObject({ created: 1, held: 1 });
    expect(await bench.records('Visit__c')).toMatchObject([
      { Name: ' A ', Amount__c: 1.5, Opens__c: '08:30:00.000Z', Code__c: '007' },
    ]);
    expect(await bench.read(`${out}/ledger.csv`)).toMatch(
      /"date-invalid","Line 3, column 2 \(Start\): the cell holds “2026-02-31”\. /,
    );
  });

  it('take what a mapping or a recipe says of a single column', async () => {
    const mapping = await bench.file(
      'm.json',
      '{"Nr":"Name","Von":{"field":"Start__c","dateOrder":"dmy"},"Bis":{"field":"End__c","dateOrder":"mdy"},"Text":{"field":"Code__c","errorCells":"text"}}',
    );
    const text = 'Nr,Von,Bis,Text\nA,03/04/2026,03/04/2026,null\n';
    const first = await load(text, '--mapping', mapping);
    expect(first.line).toMatchObject({ created: 1, exit: 0 });
    const shown = await bench.run(['show', String(first.line?.loadId), '--recipe']);
    const recipe = await bench.file('r.json', shown.out);
    expect((await load(text.replace('A', 'B'), '--recipe', recipe)).line).toMatchObject({ created: 1 });
    const same = { Start__c: '2026-04-03', End__c: '2026-03-04', Code__c: 'null' };
    expect(await bench.records('Visit__c')).toMatchObject([same, same]);
  });
});
