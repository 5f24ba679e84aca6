import { exportErrors, exportErrorWords } from './export';
import { fileErrors, fileErrorWords } from './file-errors';
import { networkErrors, networkErrorWords } from './network';
import { signInErrors } from './sign-in-errors';
import { workbookErrors, workbookErrorWords } from './workbook';

/**
 * For every code of `app-error.ts`: what happened, one sentence of why, and what to do. Which words the
 * sentences take from the error stands in `errorWords`; anything else an error carries is ignored.
 */
export const errors = {
  'error.app.unexpected.title': 'Something in Bulkhead went wrong',
  'error.app.unexpected.why': 'This should not have happened, and it is not your doing.',
  'error.app.unexpected.remedy':
    'Try again. What is saved stays saved. If it happens again, copy the details.',
  'error.app.bad-request.title': 'Bulkhead did not understand its own window',
  'error.app.bad-request.why': 'The window asked for something the program does not know.',
  'error.app.bad-request.remedy': 'Close Bulkhead and open it again. What is saved stays saved.',

  ...signInErrors,
  ...workbookErrors,

  ...fileErrors,

  'error.load.not-found.title': 'This load is not here any more',
  'error.load.not-found.why': 'It was deleted, by hand or because its time was over.',
  'error.load.not-found.remedy': 'Look in the history, or start a new load.',
  'error.load.running.title': 'The load is running',
  'error.load.running.why': 'While rows are on their way, nothing about them can change.',
  'error.load.running.remedy': 'Wait until it is finished, or stop it first.',
  'error.load.not-ready.title': 'The number of ready rows has changed',
  'error.load.not-ready.why':
    '{rows, plural, one {# row is ready now} other {# rows are ready now}}, which is not the number you saw. Nothing was sent.',
  'error.load.not-ready.remedy': 'Look at the new number, then send again.',
  'error.load.unconfirmed.title': 'The number of rows was not confirmed',
  'error.load.unconfirmed.why':
    '{rows, plural, one {# row} other {# rows}} would be written where that can’t simply be taken back, so their number has to be typed. Nothing was sent.',
  'error.load.unconfirmed.remedy': 'Send again, and type the number that is asked for.',
  'error.load.fields-changed.title': 'The fields have changed since this load was set up',
  'error.load.fields-changed.why':
    'The org’s fields of {object} are different now, and the match no longer fits them. Nothing was sent.',
  'error.load.fields-changed.remedy':
    'Go back to Match and decide what is marked there. Where rows were sent already, start a new load with those still open.',
  'error.load.fields-renewed.title': 'The fields have changed since the rows were checked',
  'error.load.fields-renewed.why':
    'The org describes matched fields of {object} differently now, so the rows may not fit them any more. Nothing was sent.',
  'error.load.fields-renewed.remedy': 'Look at what the new check says of the rows, then send again.',
  'error.load.already-sent.title': 'Rows of this load have been sent',
  'error.load.already-sent.why':
    'What rows were sent with can’t change afterwards, or nobody could tell what happened.',
  'error.load.already-sent.remedy': 'Go on with the results, or start a new load to do it another way.',
  'error.load.nothing-to-send.title': 'No row is ready to be sent',
  'error.load.nothing-to-send.why': 'Every row is settled, held, or waits for you.',
  'error.load.nothing-to-send.remedy': 'Mend some rows or mark them to be sent again.',
  'error.load.row-settled.title': 'The row is settled',
  'error.load.row-settled.why':
    'Salesforce already holds its data, so it is never sent again and can’t be changed here.',
  'error.load.row-settled.remedy': 'Change the record in Salesforce, or load the row again from a new file.',
  'error.load.way-conflict.title': 'These options can’t be had together',
  'error.load.way-conflict.why':
    'A Serial mode exists in Bulk API 1.0 only; batch sizes exist there and, up to 200, in collections.',
  'error.load.way-conflict.remedy':
    'Go back to Options and let Bulkhead choose the API, or change the other choice.',
  'error.load.trace-unfit.title': 'The field “{field}” can’t carry the row keys',
  'error.load.trace-unfit.why':
    'A trace field is a text field that your user may write, with room for the keys and no column matched to it.',
  'error.load.trace-unfit.remedy': 'Go back to Options and choose another trace field, or none.',
  'error.load.cannot-find.title': 'Records can’t be found by this field',
  'error.load.cannot-find.why': '{object} can’t be looked for by the field {field} in this org.',
  'error.load.cannot-find.remedy': 'Choose another field, or find the records by their Id.',
  'error.load.look-up-cut.title': 'The records were not all looked up',
  'error.load.look-up-cut.why':
    'Parts of Salesforce’s answer are missing, so nobody knows which record some rows mean. Nothing was written.',
  'error.load.look-up-cut.remedy': 'Check the rows again.',
  'error.load.hard-delete.title': 'Hard deletes are not offered yet',
  'error.load.hard-delete.why':
    'A hard delete passes the Recycle Bin by, so Bulkhead keeps it back until it can guard it.',
  'error.load.hard-delete.remedy': 'Use Delete: its records can be restored for 15 days.',
  'error.load.incomplete.title': 'Something is still missing',
  'error.load.incomplete.why': 'An earlier step of this load has no answer yet.',
  'error.load.incomplete.remedy': 'Go back along the steps and answer the open one.',
  'error.load.left.title': 'The load was left as it is',
  'error.load.left.why':
    'The command that ran it was ended. What Salesforce has taken on goes on there; nothing new is sent.',
  'error.load.left.remedy': 'Resume the load. Bulkhead then settles what has happened in the meantime.',
  'error.mapping.incomplete.title': 'The columns are not matched yet',
  'error.mapping.incomplete.why': 'A column or a field still needs a decision before rows can be checked.',
  'error.mapping.incomplete.remedy': 'Go back to Match and decide what is marked there.',

  ...exportErrors,
  ...networkErrors,

  'error.org.not-connected.title': 'You are not signed in to this org',
  'error.org.not-connected.why': 'The sign-in was ended, or it was kept for one session only.',
  'error.org.not-connected.remedy': 'Sign in again. What you did here is kept.',
  'error.org.unreachable.title': 'The org can’t be reached',
  'error.org.unreachable.why': 'No answer comes back. The connection of this computer may be down.',
  'error.org.unreachable.remedy': 'Check the connection, then try again. Nothing is lost.',
  'error.org.type-changed.title': 'This org is not the kind it was',
  'error.org.type-changed.why':
    'The load was made for {org} as {was, select, production {a production org} sandbox {a sandbox} scratch {a scratch org} developer {a Developer Edition} practice {a practice org} other {{was}}}. It now says that it is {now, select, production {a production org} sandbox {a sandbox} scratch {a scratch org} developer {a Developer Edition} practice {a practice org} other {{now}}}. Nothing was sent.',
  'error.org.type-changed.remedy':
    'Check which org you are signed in to. To write to it as it is now, start a new load.',
  'error.org.refused.title': 'Salesforce refused the request',
  'error.org.refused.why': 'The org did not allow what was asked. Its own words stand under Details.',
  'error.org.refused.remedy': 'Ask an admin of the org, and show the details.',
  'error.org.bulk-off.title': 'Bulk jobs are not allowed',
  'error.org.bulk-off.why': 'The org lets this user use the API, and refused to list bulk jobs.',
  'error.org.bulk-off.remedy':
    'Ask an admin whether the edition of the org comes with the Bulk API, and whether the user has API Enabled.',
  'error.org.limit.title': 'The org has reached a limit',
  'error.org.limit.why': 'Salesforce allows only so much in 24 hours, and this org has used it up.',
  'error.org.limit.remedy': 'Go on later. Rows that were not sent are safe to send then.',
  'error.org.maintenance.title': 'Salesforce is being maintained',
  'error.org.maintenance.why': 'The org does not take any requests for the time being.',
  'error.org.maintenance.remedy': 'Go on when the maintenance is over. Nothing is lost.',
  'error.org.not-found.title': 'The org does not know this',
  'error.org.not-found.why': 'The object or record is not there, or your user may not see it.',
  'error.org.not-found.remedy': 'Choose another object, or ask an admin for access to it.',
  'error.org.result-count.title': 'The org answered for another number of records',
  'error.org.result-count.why':
    'It returned {got, number} results for {expected, plural, one {# record} other {# records}}, so none of them can be given to a row.',
  'error.org.result-count.remedy':
    'Go on with the load. Rows are sent again only where that is safe; the others are marked No verdict.',
  'error.org.practice-start.title': 'The practice org did not start',
  'error.org.practice-start.why': 'It runs on this computer, and something kept it from starting.',
  'error.org.practice-start.remedy': 'Try again. If it happens again, close Bulkhead and open it anew.',

  'error.practice.silent.title': 'The practice org does not answer',
  'error.practice.silent.why': 'It runs on this computer, and has stopped or is busy.',
  'error.practice.silent.remedy': 'Try again. What it holds is kept.',
  'error.practice.schema-refused.title': 'The practice org can’t use these descriptions',
  'error.practice.schema-refused.why':
    '{line, plural, =0 {} other {Line #: }}{reason}. Nothing in the practice org was changed.',
  'error.practice.schema-refused.remedy':
    'Describe the object again, for example with sf sobject describe, and choose the new file.',
  'error.practice.object-refused.title': 'The practice org can’t use one of these objects',
  'error.practice.object-refused.why': '{reason}. Nothing in the practice org was changed.',
  'error.practice.object-refused.remedy': 'Leave that object out, and take the others over.',
  'error.practice.schema-large.title': 'That is too much at once',
  'error.practice.schema-large.why':
    'These descriptions are larger than {megabytes, number} MB, the most the practice org takes.',
  'error.practice.schema-large.remedy': 'Take fewer objects over.',

  'error.job.lost.title': 'Contact with the job was lost',
  'error.job.lost.why':
    'Bulkhead can’t tell yet what Salesforce has done with its rows. None of them is sent again.',
  'error.job.lost.remedy':
    'Go on when the connection is back. Bulkhead then asks Salesforce what became of each row.',

  'error.store.locked.title': 'Bulkhead is already open',
  'error.store.locked.why': 'Another Bulkhead (process {pid}) holds the data on this computer.',
  'error.store.locked.remedy': 'Use the window that is open, or close it first.',
  'error.store.full.title': 'The disk is full',
  'error.store.full.why': 'There is no room left where Bulkhead keeps its data: {path}.',
  'error.store.full.remedy': 'Free some space, or delete loads you no longer need. Then try again.',
  'error.store.unwritable.title': 'Bulkhead can’t save',
  'error.store.unwritable.why': 'It is not allowed to write to its folder: {path}.',
  'error.store.unwritable.remedy': 'Give your user the right to write there, then try again.',
  'error.store.damaged.title': 'The saved data can’t be read',
  'error.store.damaged.why': 'Something has damaged the files in {path}.',
  'error.store.damaged.remedy': 'Restore the folder from a backup, or move it away and start afresh.',
  'error.store.newer.title': 'The data is from a newer Bulkhead',
  'error.store.newer.why': 'The files in {path} were written by a later version, which this one can’t read.',
  'error.store.newer.remedy': 'Install the newer version.',
} as const;

/** The words an error of each code brings for its sentences. Codes that are not listed bring none. */
export const errorWords = {
  ...exportErrorWords,
  ...fileErrorWords,
  ...networkErrorWords,
  ...workbookErrorWords,
  'auth.another-user': ['org', 'known', 'came'],
  'auth.clock-skew': ['minutes'],
  'auth.no-client': ['host'],
  'auth.not-installed': ['host'],
  'auth.not-salesforce': ['host'],
  'auth.port-taken': ['ports'],
  'auth.wrong-callback': ['uri'],
  'auth.wrong-client': ['host'],
  'load.cannot-find': ['object', 'field'],
  'load.not-ready': ['rows'],
  'load.unconfirmed': ['rows'],
  'load.fields-changed': ['object'],
  'load.trace-unfit': ['field'],
  'load.fields-renewed': ['object'],
  'org.type-changed': ['org', 'was', 'now'],
  'practice.schema-refused': ['line', 'reason'],
  'practice.object-refused': ['reason'],
  'practice.schema-large': ['megabytes'],
  'org.result-count': ['got', 'expected'],
  'store.locked': ['pid'],
  'store.full': ['path'],
  'store.unwritable': ['path'],
  'store.damaged': ['path'],
  'store.newer': ['path'],
} as const;
