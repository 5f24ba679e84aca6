/** Why rows are open that Salesforce never judged: their job failed, or the load took another course. */
export const courseProblems = {
  'problem.job-unknown-field.title': 'Salesforce does not know one of the fields',
  'problem.job-unknown-field.why':
    'It found no field “{name}”, or you may not write it, and so stopped before these rows.',
  'problem.job-unknown-field.remedy':
    'Match the column to another field, or ask an admin for permission to edit the field. Then send the rows again.',
  'problem.job-unknown-relationship.title': 'Salesforce does not know one of the lookups',
  'problem.job-unknown-relationship.why': 'It found no lookup “{name}” and so stopped before these rows.',
  'problem.job-unknown-relationship.remedy': 'Match the column to another field, then send the rows again.',
  'problem.job-typed-relationship.title': 'A lookup was named in the wrong form',
  'problem.job-typed-relationship.why':
    'Salesforce did not accept “{name}” and so stopped before these rows.',
  'problem.job-typed-relationship.remedy': 'Match the column to another field, then send the rows again.',
  'problem.job-bad-csv.title': 'Salesforce could not read what it was sent',
  'problem.job-bad-csv.why': 'It stopped before these rows. Nothing of them was written.',
  'problem.job-bad-csv.remedy': 'Send them again. If it goes on, the details help to find the cause.',
  'problem.job-line-endings.title': 'Salesforce could not read what it was sent',
  'problem.job-line-endings.why':
    'It found other line breaks than it was told and stopped before these rows.',
  'problem.job-line-endings.remedy': 'Send them again. If it goes on, the details help to find the cause.',
  'problem.job-no-records.title': 'Salesforce found no rows',
  'problem.job-no-records.why': 'Nothing of these rows was written.',
  'problem.job-no-records.remedy': 'Send them again.',
  'problem.job-quota.title': 'A daily limit of the org is reached',
  'problem.job-quota.why': 'Salesforce stopped before these rows. They are safe to send again.',
  'problem.job-quota.remedy': 'Send them again when the limit has been reset, within 24 hours.',
  'problem.job-timeout.title': 'Salesforce ran out of time',
  'problem.job-timeout.why': 'It stopped before these rows. They are safe to send again.',
  'problem.job-timeout.remedy': 'Send them again, fewer at a time if it goes on.',
  'problem.job-locks.title': 'Too many records were busy',
  'problem.job-locks.why':
    'Salesforce met locked records so often that it stopped before these rows. They are safe to send again.',
  'problem.job-locks.remedy': 'Send them again when no other job is running.',
  'problem.job-feature-off.title': 'The org does not allow this kind of load',
  'problem.job-feature-off.why': 'Salesforce says: “{message}”',
  'problem.job-feature-off.remedy': 'Ask an admin to allow it, then send the rows again.',
  'problem.hard-delete-off.title': 'Your user may not hard delete',
  'problem.hard-delete-off.why':
    'Deleting past the Recycle Bin needs the permission “Bulk API Hard Delete”, which is off unless an admin turns it on. Nothing was deleted.',
  'problem.hard-delete-off.remedy':
    'Ask an admin for the permission and send the rows again, or use Delete, which can be undone.',
  'problem.job-user.title': 'Salesforce did not accept the user of this load',
  'problem.job-user.why': 'It says: “{message}”',
  'problem.job-user.remedy': 'Sign in again, or ask an admin about the user.',
  'problem.job-failed.title': 'Salesforce stopped before these rows',
  'problem.job-failed.why':
    '{shown, select, yes {It says: “{message}”} other {It gave no reason.}} The rows are safe to send again.',
  'problem.job-failed.remedy': 'Send them again. If it goes on, copy the details for an admin.',
  'problem.stopped.title': 'Salesforce stopped before these rows',
  'problem.stopped.why': 'The load was stopped before their turn. Nothing of them was written.',
  'problem.stopped.remedy': 'They are safe to send again.',
  'problem.not-sent.title': 'The org did not take these rows',
  'problem.not-sent.why': 'It refused them before any was tried. Nothing of them was written.',
  'problem.not-sent.remedy': 'Look at the details, then send the rows again.',
  'problem.not-arrived.title': 'These rows did not arrive',
  'problem.not-arrived.why':
    'The connection broke before Salesforce answered. Asked afterwards, the org holds no record under their key.',
  'problem.not-arrived.remedy': 'They are safe to send again.',
  'problem.no-verdict.title': 'The outcome of these rows is not proven',
  'problem.no-verdict.why':
    'They were sent, and no result that came back is sure to be theirs.{shown, select, yes { This query lists what was written since: {query}} other {}}',
  'problem.no-verdict.remedy': 'Ask the org, or look at the records and decide what became of them.',
  'problem.answer-lost.title': 'The answer about these rows was lost',
  'problem.answer-lost.why':
    'They were sent, and the connection broke before Salesforce answered. Nothing proves what became of them.{shown, select, yes { This query lists what was written since: {query}} other {}}',
  'problem.answer-lost.remedy': 'Ask the org, or look at the records and decide what became of them.',
  'problem.job-gone.title': 'The org no longer knows what became of these rows',
  'problem.job-gone.why':
    'They were sent, and the org has deleted the results.{shown, select, yes { This query lists what was written since: {query}} other {}}',
  'problem.job-gone.remedy': 'Ask the org, or look at the records and decide what became of them.',
  'problem.not-written.title': 'The row never reached the org',
  'problem.not-written.why': 'A person found that Salesforce holds nothing of it.',
  'problem.not-written.remedy': 'It is safe to send again.',
  'problem.left-out.title': 'Left out',
  'problem.left-out.why': 'The reason given: “{reason}”',
  'problem.left-out.remedy': 'Undo brings the row back.',
} as const;
