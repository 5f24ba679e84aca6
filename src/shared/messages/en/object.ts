export const object = {
  'object.sentence.choose': 'What is in this file?',
  'object.sentence.act': 'What should happen with the {object}?',
  'object.sentence.done':
    '{operation, select, insert {Every row becomes a new {object}.} update {Every row changes {article} {object} that exists.} upsert {Every row changes {article} {object}, or becomes a new one.} delete {Every row deletes {article} {object}.} other {}}',
  'object.sub': '{rows, plural, one {# row} other {# rows}} from {file} go to {org}.',

  'object.list': 'Object',
  'object.search': 'Search by label or API name',
  'object.common': 'Often loaded',
  'object.all': 'All objects',
  'object.found': 'Found',
  'object.more': '{shown, number} of {total, number} shown. Type to narrow.',
  'object.none': 'No object is called “{words}”.',
  'object.empty': 'Your user may not write to any object in this org. Ask an admin for access.',
  'object.waiting': 'Getting the objects of {org}',
  'object.describing': 'Getting the fields of {object}',

  'operation.list': 'What should happen?',
  'operation.insert': 'Insert',
  'operation.update': 'Update',
  'operation.upsert': 'Upsert',
  'operation.delete': 'Delete',
  'operation.insert.what': 'Every row becomes a new {object}. Nothing that exists is changed.',
  'operation.update.what': 'Rows change {objects} that exist, found by their record Id or another field.',
  'operation.upsert.what':
    'Rows change the {object} with the same key, or become a new one where there is none.',
  'operation.delete.what':
    'Rows name {objects} by their record Id or another field, and these are moved to the Recycle Bin.',
  'operation.insert.no': 'Your user may not create {objects} in this org.',
  'operation.update.no': 'Your user may not change {objects} in this org.',
  'operation.upsert.no': 'Your user would need to create and change {objects} in this org.',
  'operation.delete.no': 'Your user may not delete {objects} in this org.',

  'find.list': 'How do we find the record?',
  'find.id': 'By its record Id',
  'find.id.what': 'A column of the file holds the Ids of the {objects}.',
  'find.field': 'By another field',
  'find.field.what': 'The org is asked which of the {objects} has the value of the row.',
  'find.choose': 'Field to find it by',
  'find.choose.what': 'Its value is only looked for. It is not written.',
  'find.none': 'Your user can look for {objects} by no field. Find them by their Id.',
  'find.asked':
    'A row goes only where exactly one record is found. Where there is none, or several, the row is held and you decide.',

  'key.list': 'External ID',
  'key.what': 'The field that says which record a row belongs to.',
  'key.choose': 'Choose the field',
  'key.notFound': 'No key field is called like this.',
  'key.none': '{objects} have no field that can tell records apart. Ask an admin to mark one as External ID.',
  'key.carry':
    'Column “{column}” looks like it: {filled, number} of {rows, plural, one {# row carries} other {# rows carry}} this key.',
  'key.carry.none': 'No column of the file is called like it. You can match one in the next step.',
  'key.repeat': '{count, plural, one {# row repeats} other {# rows repeat}} a key.',
  'key.blank': '{count, plural, one {# row has} other {# rows have}} no key and would be held.',

  'object.asOf': '{ago, select, now {Objects read just now.} other {Objects as of {ago}.}}',
  'object.foot': 'Match the fields',
  'object.missing.object': 'Choose an object first.',
  'object.missing.operation': 'Choose what should happen with the rows.',
  'object.missing.key': 'Choose the External ID: without it an upsert can’t tell new from existing.',
  'object.missing.field': 'Choose the field that records are found by, or find them by their Id.',
  'object.relearn': 'Another object or operation starts the match anew.',
} as const;
