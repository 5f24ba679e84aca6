export const review = {
  'org.named': '{org} ({type})',

  'send.act':
    '{operation, select, insert {Insert} update {Update} upsert {Upsert} delete {Delete} hardDelete {Hard delete} other {Send}} {rows, number} {object} in {org}',
  'send.confirm.title':
    '{operation, select, insert {Insert} update {Update} upsert {Upsert} delete {Delete} hardDelete {Hard delete} other {Send}} {rows, number} {object}?',
  'send.confirm.write': 'This writes to {org}. What is written stays written, even if you stop the load.',
  'send.confirm.delete':
    'This deletes {rows, number} {object} from {org}. {operation, select, hardDelete {Nothing brings them back.} other {They go to the Recycle Bin for 15 days.}}',

  'send.confirm.calmly':
    'They go in Serial mode of Bulk API 1.0, one batch after the other. Other jobs in the org still run beside it.{others, plural, =0 {} one { One of them was ready before.} other { # of them were ready before.}}',

  'review.way': 'Sent by {way}.',
  'review.way.allOrNone': 'Where one record of a call is refused, none of that call is saved.',
  'review.way.duplicateSave': 'Duplicate warnings are passed over.',
  'review.way.assignmentRule': 'The assignment rule you chose decides who owns the records.',
  'review.checking': 'Checking {rows, plural, one {# row} other {all # rows}}',
  'review.checking.sub':
    'Nothing is written.{asked, select, yes { {org} is asked which records the rows mean.} other {}}',
  'review.sentence':
    '{ready, plural, =0 {No row is ready.} one {# row is ready.} other {# rows are ready.}} {held, plural, =0 {None is held back.} one {# is held back.} other {# are held back.}}',
  'review.sub':
    'Nothing is written yet. All {rows, plural, one {# row} other {# rows}} were checked on this computer{asked, select, yes { and looked up in {org}} other {}}.',
  'review.found': '{one, plural, =0 {No row} one {# row} other {# rows}} found one {object} by {field}.',
  'review.found.not':
    '{none, plural, =0 {} one {# row found none. } other {# rows found none. }}{several, plural, =0 {} one {# row found several. } other {# rows found several. }}{shared, plural, =0 {} other {# of the rows share the same {object} with another row.}}',
  'review.failed': 'The check did not finish.',
  'review.again': 'Check again',

  'review.held.title': 'Held back',
  'review.held.note':
    '{count, plural, one {# row, kept on this computer} other {# rows, kept on this computer}}',
  'review.held.none': 'No row is held back. Every row of the file can go.',
  'review.held.more': 'You can send the ready rows now and mend these later: they stay with the load.',

  'review.effects.title': 'What happens to each field',
  'review.effects.note': '{count, plural, one {# field} other {# fields}}',
  'review.effects.field': 'Field',
  'review.effects.set': 'Set',
  'review.effects.keep': 'Left as it is',
  'review.effects.clear': 'Cleared',
  'review.effects.scroll': 'Fields, one a line',
  'review.effects.none': 'A delete sends only the Id of each record.',
  'review.clear.title': '{cells, plural, one {# value} other {# values}} will be cleared in {fields}.',
  'review.clear.more': '{count, plural, one {one more field} other {# more fields}}',
  'review.clear.why':
    'Blank cells empty these fields in records that exist. Choose “Leave as they are” to keep what the org holds.',
  'review.clear.act': 'Change the options',
  'review.delete.title': 'Sending deletes {rows, plural, one {# record} other {# records}}.',
  'review.delete.why':
    '{operation, select, hardDelete {They pass the Recycle Bin of {org} by: nothing brings them back.} other {They go to the Recycle Bin of {org} and can be restored there for 15 days.}}',

  'review.limits.title': 'Sending may take more than {org} allows today.',
  'review.limits.calls': 'It takes about {needed, number} API calls, and {left, number} are left.',
  'review.limits.batches':
    'It takes {needed, plural, one {# bulk batch} other {# bulk batches}}, and {left, number} {left, plural, one {is} other {are}} left.',
  'review.limits.why':
    'You can send all the same. At the limit the load pauses, nothing is lost, and Resume goes on when the org allows more.',

  'review.trace': 'Each record gets the key of its row in {field}, so that every result names its row.',
  'review.alike.title':
    '{rows, plural, one {# row differs} other {# rows differ}} from another row only in numbers, dates or checkboxes.',
  'review.alike.why':
    'Bulk API 2.0 returns results in no order and writes such values in its own way, so these rows can end without a verdict. Bulk API 1.0 answers in order{trace, select, true {; a trace field gives each row a key of its own} other {}}.',
  'review.alike.inOrder': 'Send by Bulk API 1.0',
  'review.alike.trace': 'Choose a trace field',

  'review.foot.note':
    '{ready, number} ready + {held, number} held{excluded, plural, =0 {} other { + # left out}} = {rows, number} rows in the file.',
  'review.foot.none': 'Fix held rows',
  'review.none.title': 'There is nothing to send yet.',
  'review.none.why': 'Every row is held back. Fix at least one of them, or change the match.',
} as const;
