import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const field = (name: string, type: string, more: object = {}) => ({
  name,
  type,
  label: name.replace(/__c$/, '').replaceAll('_', ' '),
  custom: name.endsWith('__c'),
  createable: true,
  updateable: true,
  nillable: true,
  ...more,
});

/** An object with a field of every kind that is read by its type. */
const visit = {
  name: 'Visit__c',
  label: 'Visit',
  labelPlural: 'Visits',
  keyPrefix: 'a0V',
  createable: true,
  updateable: true,
  deletable: true,
  fields: [
    field('Id', 'id', { createable: false, updateable: false, length: 18 }),
    field('Name', 'string', { length: 80, nameField: true }),
    field('Start__c', 'date'),
    field('End__c', 'date'),
    field('Time__c', 'datetime'),
    field('Opens__c', 'time'),
    field('Amount__c', 'currency', { precision: 18, scale: 2 }),
    field('Weight__c', 'double', { precision: 18, scale: 3 }),
    field('Share__c', 'percent', { precision: 5, scale: 2 }),
    field('Guests__c', 'int', { digits: 8 }),
    field('Code__c', 'string', { length: 40 }),
  ],
};

/** Writes the schema where a practice org can read it; returns the words that name it. */
export const visitsSchema = async (): Promise<[string, string]> => {
  const path = join(await mkdtemp(join(tmpdir(), 'bulkhead-visits-')), 'schema.json');
  await writeFile(path, JSON.stringify([visit]));
  return ['--schema', path];
};
