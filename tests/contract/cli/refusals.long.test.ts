import { mkdir, readdir } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { contacts, openBench, type Bench } from './bench';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
  await bench.file('ok.csv', contacts(3));
  await bench.file(
    'quote.csv',
    'LastName,Email\nAda,a@test.example\nEve,"never closed\nMax,m@test.example\n',
  );
  await bench.file('doubt.csv', Buffer.from('LastName,Email\nBerg,\nZden\xeck,\n', 'latin1'));
  await bench.file('inside.csv', 'LastName,Email\n"Ada" "x",a@test.example\n');
  await bench.file('twice.csv', 'LastName,Email,email \nAda,a@test.example,b@test.example\n');
  await bench.file('label.csv', 'LastName,Last Name\nAda,Eve\n');
  await bench.file('none.csv', 'Foo,Bar\n1,2\n');
  await bench.file('header.csv', 'LastName,Email\n');
  await bench.file('empty.csv', '');
  await bench.file('blank-name.csv', 'LastName,\nAda,x\n');
  await bench.file('id.csv', 'Email\na@test.example\n');
  await bench.file('map-missing.json', '{"Nobody":"LastName"}');
  await bench.file('map-field.json', '{"LastName":"Nothing__c"}');
  await bench.file('map-two.json', '{"LastName":"LastName","Email":"LastName"}');
  await bench.file('map-unnamed.json', '{"LastName":"LastName","":"Email"}');
  await bench.file('map-bad.json', '{"LastName":1}');
  await bench.file('map-no.json', 'nonsense');
  await bench.file('recipe.json', '{"recipe":1}');
  await mkdir(bench.path('taken'));
  await bench.file('taken/other.txt', 'mine');
});
afterAll(async () => bench.end());
beforeEach(async () => bench.control({ clearLog: true }));

const insert = ['--file', 'ok.csv', '--object', 'Contact', '--operation', 'insert'];
const insertOf = (file: string): string[] => ['--file', file, ...insert.slice(2)];

/** Words after `load`, the org and an empty folder aside, and what the sentence must name. */
const cases: [string, string[], RegExp][] = [
  ['no file', ['--object', 'Contact', '--operation', 'insert'], /needs --file/],
  ['an unknown option', [...insert, '--colour', 'red'], /--colour/],
  ['an unknown word', [...insert, 'please'], /“please”/],
  ['a file that is not there', insertOf('missing.csv'), /no file “missing.csv”/],
  ['a folder in place of a file', insertOf('taken'), /“taken” can’t be read: it is a folder/],
  ['an option that is empty', [...insert, '--mapping', ''], /--mapping is given without a value/],
  ['an option that is given twice', [...insert, '--file', 'none.csv'], /--file is given twice/],
  [
    'an object that leads elsewhere',
    [...insert.slice(0, 2), '--object', '../sobjects/Contact', '--operation', 'insert'],
    /does not know the object/,
  ],
  ['an unknown operation', [...insert.slice(0, 4), '--operation', 'merge'], /“merge”.*insert/],
  [
    'a hard delete',
    [...insert.slice(0, 4), '--operation', 'hardDelete', '--confirm-rows', '3'],
    /Hard deletes/,
  ],
  ['an unknown object', [...insert.slice(0, 2), '--object', 'Nothing__c', '--operation', 'insert'], /object/],
  ['serial with 2.0', [...insert, '--api', '2.0', '--mode', 'serial'], /Serial/],
  ['a batch size with 2.0', [...insert, '--api', '2.0', '--batch-size', '200'], /batch size/],
  ['an API nobody knows', [...insert, '--api', '3.0'], /“3.0”.*collections/],
  ['a batch size of none', [...insert, '--batch-size', '0'], /--batch-size.*from 1/],
  ['an upsert without key', [...insert.slice(0, 4), '--operation', 'upsert'], /--external-id/],
  [
    'an upsert by no key',
    [...insert.slice(0, 4), '--operation', 'upsert', '--external-id', 'Title'],
    /“Title”/,
  ],
  ['a key for an insert', [...insert, '--external-id', 'Email'], /--external-id/],
  ['an update without Id', [...insertOf('id.csv').slice(0, 4), '--operation', 'update'], /Id/],
  ['a required field unmatched', insertOf('id.csv'), /LastName/],
  ['nothing matched', insertOf('none.csv'), /No column/],
  ['two columns on one field', insertOf('label.csv'), /Column 2, “Last Name”.*LastName/],
  ['a repeated header', insertOf('twice.csv'), /Line 1, column 3/],
  ['a mapping of a column the file lacks', [...insert, '--mapping', 'map-missing.json'], /“Nobody”/],
  ['a mapping to no field', [...insert, '--mapping', 'map-field.json'], /“Nothing__c”/],
  ['a mapping of two to one', [...insert, '--mapping', 'map-two.json'], /Column 2/],
  [
    'a mapping of a column without name',
    [...insertOf('blank-name.csv'), '--mapping', 'map-unnamed.json'],
    /Line 1, column 2/,
  ],
  ['a mapping that is none', [...insert, '--mapping', 'map-bad.json'], /map-bad.json/],
  ['a mapping that is no JSON', [...insert, '--mapping', 'map-no.json'], /map-no.json/],
  ['a mapping and a recipe', [...insert, '--mapping', 'map-bad.json', '--recipe', 'recipe.json'], /either/],
  ['a recipe that is none', [...insert, '--recipe', 'recipe.json'], /recipe.json.*“object”/],
  ['an unclosed quote', insertOf('quote.csv'), /Line 3, column 2/],
  ['a quote closed inside a cell', insertOf('inside.csv'), /Line 2, column 1/],
  ['letters nothing decides', insertOf('doubt.csv'), /Line 3, column 1.*windows-1250.*--encoding/],
  ['a file without rows', insertOf('header.csv'), /no rows/],
  ['an empty file', insertOf('empty.csv'), /empty/],
  ['too many rows confirmed', [...insert, '--confirm-rows', '4'], /4.*3 rows/],
  ['an order nobody knows', [...insert, '--date-order', 'ydm'], /“ydm”.*dmy/],
  ['a time zone that is none', [...insert, '--time-zone', 'Mars/Base'], /“Mars\/Base”/],
  ['a sheet', [...insert, '--sheet', 'One'], /--sheet/],
  ['a trace field that is none', [...insert, '--trace-field', 'Birthdate'], /“Birthdate” is no text field/],
  ['a trace field that is matched', [...insert, '--trace-field', 'lastname'], /matched to “lastname”/],
];

const writes = async (): Promise<string[]> =>
  (await bench.describe()).log
    .filter(({ method, path }) => method !== 'GET' && path.startsWith('/services'))
    .map(({ method, path }) => `${method} ${path}`);

describe('a load that is refused', () => {
  it.each(cases)('%s: exit 2, one sentence, nothing written', async (_name, words, sentence) => {
    const finished = await bench.run(['load', ...bench.toOrg, '--out', 'new', ...words]);
    expect(finished).toMatchObject({ code: 2, out: '' });
    expect(finished.err.trimEnd().split('\n')).toHaveLength(1);
    expect(finished.err).toMatch(sentence);
    expect(await writes()).toEqual([]);
    expect(await readdir(bench.path('home/loads')).catch(() => [])).toEqual([]);
  });

  it('takes no folder that holds anything else', async () => {
    const finished = await bench.run(['load', ...bench.toOrg, '--out', 'taken', ...insert]);
    expect(finished).toMatchObject({ code: 2, out: '' });
    expect(finished.err).toContain('other.txt');
  });

  it('names the load whose files were left in the folder when it was killed', async () => {
    await mkdir(bench.path('broken'));
    await bench.file('broken/ledger.csv.0a1b2c3d-4e5f.part', '"LastName"\n');
    const { code, err } = await bench.run(['load', ...bench.toOrg, '--out', 'broken', ...insert]);
    expect(code).toBe(2);
    expect(err).toContain('“resume 0a1b2c3d-4e5f”');
    expect(err).toContain('“show 0a1b2c3d-4e5f”');
  });

  it('takes no folder that can’t be made', async () => {
    const { code, err } = await bench.run(['load', ...bench.toOrg, '--out', 'ok.csv/new', ...insert]);
    expect(code).toBe(2);
    expect(err).toMatch(/ok\.csv.new” can’t be made/);
  });
});

describe('an org that is refused', () => {
  const load = ['load', ...insert, '--out', 'new'];
  it.each([
    ['none', [], /Say which org/],
    ['two', ['--org', 'Acme', '--instance-url', 'http://localhost:1', '--access-token-env', 'X'], /either/],
    ['half of one', ['--instance-url', 'http://localhost:1'], /--access-token-env/],
    ['an unknown one', ['--org', 'Acme'], /“Acme”/],
    [
      'plain http to elsewhere',
      ['--instance-url', 'http://acme.example', '--access-token-env', 'TOKEN_OF_TEST'],
      /https/,
    ],
    ['no address', ['--instance-url', 'acme', '--access-token-env', 'TOKEN_OF_TEST'], /“acme”/],
    [
      'a variable without token',
      ['--instance-url', 'http://localhost:1', '--access-token-env', 'NOT_SET'],
      /NOT_SET/,
    ],
  ] as const)('%s', async (_name, words, sentence) => {
    const finished = await bench.run([...load, ...words]);
    expect(finished).toMatchObject({ code: 2, out: '' });
    expect(finished.err).toMatch(sentence);
  });

  it('one that never answers, once patience is over', async () => {
    const words = [
      '--instance-url',
      'http://127.0.0.1:9',
      '--access-token-env',
      'TOKEN_OF_TEST',
      '--give-up-after',
      '1',
    ];
    const finished = await bench.run([...load, ...words]);
    expect(finished.err).toMatch(/Nothing answers/);
    expect(finished).toMatchObject({ code: 2, out: '' });
  });

  it('one that does not accept the token', async () => {
    const finished = await bench.run([...load, ...bench.toOrg], { TOKEN_OF_TEST: 'wrong' });
    expect(finished.err).toMatch(/sign-in/i);
    expect(finished).toMatchObject({ code: 2, out: '' });
    expect(await writes()).toEqual([]);
  });
});

describe('the program', () => {
  it('explains itself', async () => {
    for (const words of [['--help'], ['load', '--help'], []]) {
      const { code, out, err } = await bench.run(words);
      expect([code, err]).toEqual([0, '']);
      expect(out).toContain('Examples');
      expect(out).not.toMatch(/rehearse|undo|watch|hardDelete/);
    }
  });

  it.each(['rehearse', 'undo', 'watch'])('does not have %s yet', async (command) => {
    const finished = await bench.run([command, '--json']);
    expect(finished).toMatchObject({ code: 2, out: '' });
    expect(finished.err).toContain(`“${command}”`);
  });

  it('names a command it does not know', async () => {
    expect((await bench.run(['lod'])).err).toContain('“lod”');
  });
});
