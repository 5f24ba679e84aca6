import { damageProblems } from './problems-of-damage';
import { courseProblems } from './problems-of-course';

/**
 * Why rows are open, for every cause of `core/problems`: the title of the group, why it happened, what to do. The
 * words in braces come with the problem; `shown` is `no` where the example is missing.
 */
export const problems = {
  'problem.owner.data': 'Your data',
  'problem.owner.org': 'Org setup',
  'problem.owner.timing': 'Timing',
  'problem.owner.limit': 'Limits',
  'problem.owner.permission': 'Permission',
  'problem.owner.unknown': 'Not known',

  ...damageProblems,
  'problem.row-blank.title': 'The row holds nothing to send',
  'problem.row-blank.why': 'Every column that goes to Salesforce is blank in it.',
  'problem.row-blank.remedy': 'Leave the row out, or fill in its cells.',
  'problem.key-blank.title': '{field} is empty',
  'problem.key-blank.why':
    'Salesforce finds the record by {field}, so a row without it has no record to go to.',
  'problem.key-blank.remedy': 'Fill in {field}, or leave the row out.',
  'problem.key-repeated.title': 'Several rows have the same {field}',
  'problem.key-repeated.why':
    '{count, number} rows say “{value}”: {rows}. Only one of them can be right about the record.',
  'problem.key-repeated.remedy': 'Decide which row is right and leave the others out, or correct {field}.',
  'problem.record-unasked.title': 'The org was not asked for this {field} yet',
  'problem.record-unasked.why':
    'The value was changed while the org could not be reached, so nobody knows which record it names.',
  'problem.record-unasked.remedy': 'Ask again once the org answers.',
  'problem.record-not-found.title': 'No record was found by {field}',
  'problem.record-not-found.why':
    '{shown, select, yes {No {object} has the {field} “{value}”, or your user may not see it.} other {No record has such a value, or your user may not see it.}}',
  'problem.record-not-found.remedy': 'Correct {field}, or leave the row out.',
  'problem.record-several.title': 'Several records were found by {field}',
  'problem.record-several.why': '{count, number} {object} records have the {field} “{value}”: {records}.',
  'problem.record-several.remedy':
    'Choose the row and pick the record it means, correct {field}, or leave the row out.',
  'problem.record-shared.title': 'Several rows found the same record',
  'problem.record-shared.why':
    '{count, number} rows mean the record {record}: {rows}. Whichever went last would undo the others.',
  'problem.record-shared.remedy': 'Decide which row is right and leave the others out, or correct {field}.',
  'problem.required-blank.title': '{field} is empty',
  'problem.required-blank.why': 'Salesforce requires it.',
  'problem.required-blank.remedy': 'Fill in {field}, or leave the row out.',
  'problem.error-cell.title': '{field} holds an error instead of a value',
  'problem.error-cell.why':
    'A spreadsheet writes such a word where a formula failed or nothing was found. {shown, select, yes {For example “{value}”.} other {}}',
  'problem.error-cell.remedy':
    'Type the right value or clear the cell. To treat all such cells alike, change the options of the load.',
  'problem.null-word.title': '{field} can’t be sent as it stands',
  'problem.null-word.why':
    'Salesforce takes the word “#N/A” for an order to clear the field, never for text.',
  'problem.null-word.remedy': 'Write it in another way, or clear the cell.',
  'problem.date-unreadable.title': '{field} is not a date',
  'problem.date-unreadable.why':
    'A date needs day, month and year in the order chosen for the column. {shown, select, yes {For example “{value}”.} other {}}',
  'problem.date-unreadable.remedy': 'Correct the date, or choose another order for the column.',
  'problem.date-invalid.title': '{field} is a day that does not exist',
  'problem.date-invalid.why':
    'The calendar has no such day in the order chosen for the column. {shown, select, yes {For example “{value}”.} other {}}',
  'problem.date-invalid.remedy': 'Correct the date, or choose another order for the column.',
  'problem.date-order.title': '{field} can be read as two dates',
  'problem.date-order.why':
    'Day and month could be meant either way round. {shown, select, yes {For example “{value}”.} other {}}',
  'problem.date-order.remedy': 'Choose whether day or month comes first in this column.',
  'problem.date-has-time.title': '{field} holds a time as well as a date',
  'problem.date-has-time.why':
    'The field keeps the day alone, and the time would be lost. {shown, select, yes {For example “{value}”.} other {}}',
  'problem.date-has-time.remedy': 'Use “Read as date” to keep the day alone.',
  'problem.datetime-unreadable.title': '{field} is not a date with a time',
  'problem.datetime-unreadable.why':
    'The field needs a day, a time and its distance from UTC. {shown, select, yes {For example “{value}”.} other {}}',
  'problem.datetime-unreadable.remedy': 'Write it as 2025-04-03T14:30:00+02:00.',
  'problem.datetime-no-zone.title': '{field} does not say in which time zone it is',
  'problem.datetime-no-zone.why':
    'The same hour is another moment in another place. {shown, select, yes {For example “{value}”.} other {}}',
  'problem.datetime-no-zone.remedy':
    'Choose a time zone for the column under Match, or write the distance from UTC, as in 2025-04-03T14:30:00+02:00.',
  'problem.datetime-gap.title': '{field} is at an hour that the clocks left out',
  'problem.datetime-gap.why':
    'Clocks were put forward past it, so there was no such moment. {shown, select, yes {In {zone} that is so for “{value}”.} other {}}',
  'problem.datetime-gap.remedy':
    'Correct the time, write its distance from UTC behind it, or choose another time zone for the column.',
  'problem.datetime-overlap.title': '{field} is at an hour that was there twice',
  'problem.datetime-overlap.why':
    'Clocks were put back, so it can be either of two moments. {shown, select, yes {In {zone} that is so for “{value}”.} other {}}',
  'problem.datetime-overlap.remedy':
    'Write the distance from UTC behind the time, as in 2026-10-25 02:30 +01:00, or choose another time zone for the column.',
  'problem.time-unreadable.title': '{field} is not a time of day',
  'problem.time-unreadable.why':
    'A time needs hours and minutes. {shown, select, yes {For example “{value}”.} other {}}',
  'problem.time-unreadable.remedy': 'Write it as 14:30.',
  'problem.decimal-mark.title': '{field} can be read as two numbers',
  'problem.decimal-mark.why':
    'The mark in it could part thousands or decimals. {shown, select, yes {For example “{value}”.} other {}}',
  'problem.decimal-mark.remedy': 'Choose for this column whether comma or dot marks decimals.',
  'problem.number-unreadable.title': '{field} is not a number',
  'problem.number-unreadable.why':
    'It holds more than digits, or the wrong decimal mark for the column. {shown, select, yes {For example “{value}”.} other {}}',
  'problem.number-unreadable.remedy': 'Correct the number, or choose another decimal mark for the column.',
  'problem.number-not-whole.title': '{field} must be a whole number',
  'problem.number-not-whole.why':
    'The field has no decimals. {shown, select, yes {For example “{value}”.} other {}}',
  'problem.number-not-whole.remedy': 'Round the number, or match the column to a field with decimals.',
  'problem.number-too-large.title': '{field} is too large a number',
  'problem.number-too-large.why':
    'The field has fewer digits than the number. {shown, select, yes {For example “{value}”.} other {}}',
  'problem.number-too-large.remedy': 'Correct the number, or ask an admin to make the field longer.',
  'problem.boolean-unreadable.title': '{field} is neither yes nor no',
  'problem.boolean-unreadable.why':
    'The field is a checkbox. {shown, select, yes {For example “{value}”.} other {}}',
  'problem.boolean-unreadable.remedy': 'Write true or false, yes or no, 1 or 0.',
  'problem.picklist-unknown.title': '{field} has a value that is not on its list',
  'problem.picklist-unknown.why':
    'Salesforce accepts only the values of the {field} list. {shown, select, yes {For example “{value}”.} other {}}',
  'problem.picklist-unknown.remedy': 'Choose what each value stands for, once.',
  'problem.too-long.title': '{field} is too long',
  'problem.too-long.why':
    '{max, plural, =0 {The value has more characters than the field can keep.} one {The field keeps # character.} other {The field keeps # characters.}}',
  'problem.too-long.remedy': 'Shorten the value, or cut it to length.',
  'problem.bad-id.title': '{field} is not a record Id',
  'problem.bad-id.why':
    'An Id has 15 or 18 characters, and large and small letters count. {shown, select, yes {For example “{value}”.} other {}}',
  'problem.bad-id.remedy':
    'Copy the Id from Salesforce again. Spreadsheets change the case of letters when they look values up.',
  'problem.id-case.title': 'The letters of {field} lost their case',
  'problem.id-case.why':
    'All letters of the Id are large, or all are small. Its last three characters say which they were. {shown, select, yes {One of them says “{value}”.} other {}}',
  'problem.id-case.remedy':
    'Choose “Restore the case” here, or “Repair” for the whole column in the report of the File step.',
  'problem.id-of-other-object.title': '{field} is the Id of another kind of record',
  'problem.id-of-other-object.why':
    'The field points to another object. {shown, select, yes {For example “{value}”.} other {}}',
  'problem.id-of-other-object.remedy': 'Use the Id of a record of the right object.',
  'problem.bad-email.title': '{field} is not an address Salesforce accepts',
  'problem.bad-email.why':
    'Often there is a blank, a missing @ or a stop at the end. {shown, select, yes {For example “{value}”.} other {}}',
  'problem.bad-email.remedy': 'Correct the address, or clear it.',
  'problem.wrong-type.title': '{field} has a value of the wrong kind',
  'problem.wrong-type.why':
    'The field does not take such a value. {shown, select, yes {For example “{value}”.} other {}}',
  'problem.wrong-type.remedy': 'Correct the value, or match the column to another field.',
  'problem.parent-not-found.title': 'The {parent} was not found',
  'problem.parent-not-found.why':
    'No {parent} in the org has that {field}. {shown, select, yes {For example “{value}”.} other {}}',
  'problem.parent-not-found.remedy': 'Correct {field}, or load the missing records first, then send again.',
  'problem.reference-invalid.title': 'The row points to a record that can’t be found',
  'problem.reference-invalid.why':
    'A lookup holds the Id of a record that does not exist, or that you may not see.',
  'problem.reference-invalid.remedy': 'Correct the Id, or ask an admin for access to that record.',
  'problem.lookup-filter.title': '{field} points to a record the org does not allow there',
  'problem.lookup-filter.why': 'The lookup has a filter. Salesforce says: “{message}”',
  'problem.lookup-filter.remedy': 'Choose a record that the filter allows.',
  'problem.value-refused.title': '{field} was refused',
  'problem.value-refused.why': 'Salesforce says: “{message}”',
  'problem.value-refused.remedy': 'Correct the value, then send the row again.',
  'problem.circular.title': '{field} would make a record its own parent',
  'problem.circular.why': 'A chain of parents must not lead back to its start.',
  'problem.circular.remedy': 'Correct {field} in one of the records of the chain.',
  'problem.too-many-values.title': '{field} has too many values',
  'problem.too-many-values.why': 'A list of several values is limited in Salesforce.',
  'problem.too-many-values.remedy': 'Remove some of the values.',
  'problem.id-missing.title': 'The row has no record Id',
  'problem.id-missing.why': 'Salesforce updates and deletes records by their Id.',
  'problem.id-missing.remedy': 'Fill in the Id, or leave the row out.',
  'problem.bad-status.title': 'The status can’t be set to this value',
  'problem.bad-status.why': 'Salesforce says: “{message}”',
  'problem.bad-status.remedy': 'Choose a status that the record can have now.',
  'problem.bad-currency.title': 'The currency is not active in this org',
  'problem.bad-currency.why': 'Salesforce says: “{message}”',
  'problem.bad-currency.remedy': 'Use the code of an active currency, or ask an admin to add this one.',
  'problem.duplicate-value.title': '{field} is already taken',
  'problem.duplicate-value.why':
    '{field} may occur only once in the org. {shown, select, yes {The record {record} has the same value.} other {Another record has the same value.}}',
  'problem.duplicate-value.remedy': 'Correct {field}, or update the record that has it.',
  'problem.duplicate-unnamed.title': 'A value of the row is already taken',
  'problem.duplicate-unnamed.why':
    'A field that may hold each value only once has one that {shown, select, yes {the record {record} has too.} other {another record has too.}}',
  'problem.duplicate-unnamed.remedy':
    'Look at the details for the field, correct it, or update the record that has the value.',
  'problem.duplicate-username.title': '{field} is already taken',
  'problem.duplicate-username.why': 'A username may occur only once in all of Salesforce.',
  'problem.duplicate-username.remedy': 'Choose another username.',
  'problem.key-twice-in-job.title': 'Several rows have the same {field}',
  'problem.key-twice-in-job.why':
    'Salesforce refuses rows that arrive together with the same key. {shown, select, yes {For example “{value}”.} other {}}',
  'problem.key-twice-in-job.remedy': 'Leave one of the rows out, or correct {field}.',
  'problem.several-records.title': '{field} fits several records',
  'problem.several-records.why':
    '{shown, select, yes {These records have it: {records}.} other {More than one record has it.}} Salesforce can’t tell which one the row is for.',
  'problem.several-records.remedy': 'Give each of the records its own {field}, then send the rows again.',
  'problem.duplicates.title': 'It looks like a record you already have',
  'problem.duplicates.why': 'A duplicate rule of your org stopped the row. It says: “{message}”',
  'problem.duplicates.remedy': 'Compare the two and decide: leave the row out, or change it.',
  'problem.rule.title': '{message}',
  'problem.rule.why': 'A rule of your org refused these rows with these words.',
  'problem.rule.remedy': 'Correct the rows as the rule asks, then send them again.',
  'problem.record-deleted.title': 'The record has already been deleted',
  'problem.record-deleted.why': 'Salesforce no longer holds it.',
  'problem.record-deleted.remedy':
    'Nothing is left to do for a delete: leave the row out. To change the record, restore it from the Recycle Bin first.',
  'problem.delete-blocked.title': 'Other records stand in the way of the delete',
  'problem.delete-blocked.why':
    '{shown, select, yes {It is linked with {related}: {items}.} other {Salesforce keeps a record that others depend on.}}',
  'problem.delete-blocked.remedy': 'Delete or move those records first, or leave the row out.',
  'problem.converted-lead.title': 'The lead has been converted',
  'problem.converted-lead.why': 'A converted lead can’t be changed any more.',
  'problem.converted-lead.remedy': 'Change the contact or account it became, and leave the row out.',
  'problem.busy.title':
    '{kind, select, account {The account was busy} contact {The contact was busy} opportunity {The opportunity was busy} case {The case was busy} campaign {The campaign was busy} user {The user was busy} other {The record was busy}}',
  'problem.busy.why': 'Another job was writing to it at the same moment. Nothing is wrong with these rows.',
  'problem.busy.remedy': 'Send them again as they are.',
  'problem.trigger-retries.title': 'Salesforce tried these rows too often',
  'problem.trigger-retries.why':
    'Code of your org failed for other rows of the same package, until Salesforce gave up.',
  'problem.trigger-retries.remedy': 'Mend the rows that failed in other ways, then send these again.',
  'problem.query-timeout.title': 'Salesforce took too long',
  'problem.query-timeout.why':
    'A search inside the org did not end in time. Nothing is wrong with these rows.',
  'problem.query-timeout.remedy': 'Send them again as they are.',
  'problem.salesforce-fault.title': 'Something went wrong inside Salesforce',
  'problem.salesforce-fault.why': 'Nothing is known to be wrong with these rows.',
  'problem.salesforce-fault.remedy':
    'Send them again. If it goes on, give the number under Details to Salesforce support.',
  'problem.rolled-back.title': 'Another row of the same call was refused',
  'problem.rolled-back.why':
    'These rows were to be saved all together or not at all, so Salesforce took them back. Nothing is wrong with them.',
  'problem.rolled-back.remedy': 'Mend the rows that were refused, then send these again with them.',
  'problem.trigger.title': 'An Apex trigger stopped the row',
  'problem.trigger.why':
    '{shown, select, yes {{trigger}, a program of your org, broke off with an error.} other {A program of your org broke off with an error.}}',
  'problem.trigger.remedy':
    'An admin must look at the trigger. Copy the details for them, then send the rows again.',
  'problem.trigger-limit.title': 'An Apex trigger reached a limit',
  'problem.trigger-limit.why':
    '{shown, select, yes {{trigger}, a program of your org, did more than Salesforce allows at once.} other {A program of your org did more than Salesforce allows at once.}}',
  'problem.trigger-limit.remedy':
    'An admin must look at the trigger. Copy the details for them, then send the rows again.',
  'problem.flow.title': 'A flow stopped the row',
  'problem.flow.why':
    '{shown, select, yes {The flow “{flow}” failed.} other {A flow of your org failed.}} Salesforce says: “{message}”',
  'problem.flow.remedy':
    'An admin must look at the flow. Copy the details for them, then send the rows again.',
  'problem.record-locked.title': 'The record is locked',
  'problem.record-locked.why': 'It is usually waiting for an approval.',
  'problem.record-locked.remedy':
    'Ask an admin to unlock it or to finish the approval, then send the rows again.',
  'problem.line-item.title': 'The line item can’t be changed this way',
  'problem.line-item.why': 'Salesforce says: “{message}”',
  'problem.line-item.remedy': 'Copy the details for an admin.',
  'problem.no-access.title': 'You may not change these records',
  'problem.no-access.why': 'Your permissions in the org do not reach them.',
  'problem.no-access.remedy': 'Ask an admin for access, then send the rows again.',
  'problem.no-access-related.title': 'You may not use a record the row points to',
  'problem.no-access-related.why':
    '{shown, select, yes {Your permissions do not reach the record {record}.} other {Your permissions do not reach it.}}',
  'problem.no-access-related.remedy': 'Ask an admin for access, then send the rows again.',
  'problem.field-not-writable.title': 'You may not write {field}',
  'problem.field-not-writable.why': 'Your permissions let you see the field at most.',
  'problem.field-not-writable.remedy':
    'Ask an admin for permission to edit the field, or don’t send the column.',
  'problem.owner-inactive.title': 'The owner is not active',
  'problem.owner-inactive.why':
    '{shown, select, yes {The user {record} has been deactivated.} other {The user has been deactivated.}}',
  'problem.owner-inactive.remedy':
    'Choose another owner, or ask an admin to activate the user or to allow inactive owners.',
  'problem.owner-no-read.title': 'The new owner may not see the record',
  'problem.owner-no-read.why': 'An owner must be able to read what is given to them.',
  'problem.owner-no-read.remedy': 'Choose another owner, or ask an admin to give this one access.',
  'problem.user-type.title': 'Your kind of user may not do this',
  'problem.user-type.why': 'Salesforce allows it only with another licence.',
  'problem.user-type.remedy': 'Ask an admin to load these rows, or for another licence.',
  'problem.storage-full.title': 'The storage of the org is full',
  'problem.storage-full.why': 'Salesforce takes no more records until space is free.',
  'problem.storage-full.remedy': 'Ask an admin to free or buy storage, then send the rows again.',
  'problem.license-limit.title': 'The org has no licence left for this',
  'problem.license-limit.why': 'Every licence of that kind is taken.',
  'problem.license-limit.remedy': 'Ask an admin to free or buy a licence, then send the rows again.',
  'problem.org-limit.title': 'A limit of the org is reached',
  'problem.org-limit.why': 'Salesforce says: “{message}”',
  'problem.org-limit.remedy': 'Ask an admin about the limit, then send the rows again.',
  'problem.unknown.title': 'Salesforce refused the row',
  'problem.unknown.why': '{shown, select, yes {It says: “{message}”} other {It gave no reason.}}',
  'problem.unknown.remedy': 'Look at the details, and copy them for an admin if they don’t help.',

  ...courseProblems,
} as const;
