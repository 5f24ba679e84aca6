import { binary, flag, integer, lookup, name, object, owner, text } from './fields';

/** A file beside a record: the one object of the company with a binary field. */
export const attachment = object('Attachment', 'Attachment', 'Attachments', '00P', [
  owner(),
  lookup('ParentId', 'Parent ID', ['Account', 'Contact', 'Opportunity', 'Case', 'Site__c'], 'Parent', {
    childRelationshipName: 'Attachments',
    nillable: false,
    updateable: false,
    onDelete: 'cascade',
  }),
  name('File Name', 255),
  text('ContentType', 'Content Type', 120),
  binary('Body', 'Body', { nillable: false }),
  integer('BodyLength', 'Body Length', 9, { createable: false, updateable: false }),
  text('Description', 'Description', 500),
  flag('IsPrivate', 'Private'),
]);
