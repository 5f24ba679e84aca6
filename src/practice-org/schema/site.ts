import { date, decimal, externalId, lookup, name, object, text } from './fields';

/** A detail of Account: it has no owner of its own, goes with its account, and may be moved to another. */
export const site = object('Site__c', 'Site', 'Sites', 'a01', [
  name('Site Name', 80, { idLookup: true }),
  externalId('Site_Code__c', 'Site Code', 30),
  // A second key, where case counts and which several sites may share.
  externalId('Meter_Point__c', 'Meter Point', 40, { unique: false, caseSensitive: true }),
  lookup('Account__c', 'Account', ['Account'], 'Account__r', {
    childRelationshipName: 'Sites__r',
    nillable: false,
    masterDetail: true,
    onDelete: 'cascade',
  }),
  text('City__c', 'City', 80),
  text('State__c', 'State', 80),
  text('Country__c', 'Country', 80),
  decimal('Latitude__c', 'Latitude', 'double', 11, 8),
  decimal('Longitude__c', 'Longitude', 'double', 11, 8),
  date('Opened__c', 'Opened'),
]);
