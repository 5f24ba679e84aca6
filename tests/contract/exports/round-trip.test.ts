import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { exportRows } from '../../../src/main/use-cases/exports';
import { openExportPorts } from '../../../src/main/use-cases/export-runs';
import { openWorld, type World } from '../loads/world';

let world: World;
beforeAll(async () => (world = await openWorld()));
afterAll(async () => world.end());

const phone = '+49 30 123-45';
const name = '=cmd|x';

const readCells = async (path: string) => {
  const load = await world.call['loads.create']({ orgId: world.orgId, path });
  const { rows } = await world.call['rows.page']({ loadId: load.id, filter: {}, offset: 0, limit: 100 });
  return {
    load,
    cells: rows.map((row) => row.cells),
  };
};

it('brings a file that was guarded for a spreadsheet back as the org held it', async () => {
  const answer = await fetch(`${world.org.instanceUrl}/services/data/v67.0/sobjects/Contact`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${world.org.accessToken}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ LastName: name, Phone: phone }),
  });
  const { id } = (await answer.json()) as { id: string };
  const { session } = await world.program.orgs.open(world.orgId);
  const path = join(world.folder, 'guarded.csv');
  const soql = `SELECT Id, LastName, Phone FROM Contact WHERE Id = '${id}'`;
  await exportRows(
    { query: { kind: 'soql', soql }, all: false, format: 'csv', forSpreadsheet: true, path },
    openExportPorts(session),
    new AbortController().signal,
  );
  expect(await readFile(path, 'utf8')).toBe(`\ufeffId,LastName,Phone\n${id},'${name},'${phone}\n`);
  const { load, cells } = await readCells(path);
  expect(cells).toEqual([[id, name, phone]]);
  expect(load.sheet.findings).toContainEqual({ code: 'guarded-cells', count: 2 });
  const again = await world.call['loads.reread']({ loadId: load.id, headerRow: 1 });
  expect(again.sheet.findings).toContainEqual({ code: 'guarded-cells', count: 2 });
});

it.each([
  ['without a mark', `Name\n'=x\n`],
  ['with a cell that no guard was put on', `\ufeffName\n'=x\n=y\n`],
])('leaves a file %s as it is', async (_name, text) => {
  const { load, cells } = await readCells(await world.file('foreign.csv', text));
  expect(cells[0]).toEqual([`'=x`]);
  expect(load.sheet.findings).toEqual([]);
});

it('brings a workbook back for an update with the values the org held', async () => {
  const held = {
    LastName: '007',
    Phone: '+49 30 123-45',
    Birthdate: '1980-02-29',
    Annual_Budget__c: 1234567.89,
    Newsletter__c: true,
    Description: 'one\ntwo  =3',
    Meter_No__c: '0012E5',
  };
  const answer = await fetch(`${world.org.instanceUrl}/services/data/v67.0/sobjects/Contact`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${world.org.accessToken}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(held),
  });
  const { id } = (await answer.json()) as { id: string };
  const { session } = await world.program.orgs.open(world.orgId);
  const path = join(world.folder, 'held.xlsx');
  const soql = `SELECT Id, ${Object.keys(held).join(', ')} FROM Contact WHERE Id = '${id}'`;
  await exportRows(
    { query: { kind: 'soql', soql }, all: false, format: 'xlsx', forSpreadsheet: false, path },
    openExportPorts(session),
    new AbortController().signal,
  );
  const { load, cells } = await readCells(path);
  expect(cells).toEqual([[id, ...Object.values(held).map(String)]]);
  const loadId = load.id;
  await world.call['loads.setTarget']({ loadId, object: 'Contact', operation: 'update' });
  await world.call['loads.review']({ loadId });
  const checked = await world.call['loads.get']({ loadId });
  expect(checked.balance.counts).toMatchObject({ ready: 1, held: 0 });
});
