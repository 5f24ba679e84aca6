/** By which of Salesforce's ways rows go, why, and what can't be had together. */
export const sending = {
  'sending.api.2.0': 'Bulk API 2.0',
  'sending.api.1.0': 'Bulk API 1.0',
  'sending.api.collections': 'Composite collections',
  'sending.way':
    '{name}{mode, select, serial {, one batch after the other} other {}}{size, plural, =0 {} other {, {unit, select, call {up to {size, number} records a call} other {up to {size, number} rows a batch}}}}',
  'sending.reason.asked': 'You chose this way.',
  'sending.reason.serial': 'Serial mode exists in Bulk API 1.0 only.',
  'sending.reason.batch-size':
    'You chose a batch size. Bulk API 2.0 cuts its own batches, Bulk API 1.0 takes yours.',
  'sending.reason.call-choices': 'You chose something that only the calls of composite collections can do.',
  'sending.reason.hard-delete': 'Only the Bulk API can delete past the Recycle Bin.',
  'sending.reason.few-rows':
    'Up to 2,000 rows go 200 at a time, so that each answer comes at once and names its row.',
  'sending.reason.unsettled-insert':
    'No column holds a unique field or an external ID, so a lost answer could not be cleared up with small calls.',
  'sending.reason.many-rows': 'More than 2,000 rows go fastest as a bulk job.',
  'sending.caution.unsettled-insert':
    'No column holds a unique field or an external ID: if an answer is lost, the rows of its call stay without a verdict until you have looked for them in the org.',
  'sending.reason.after-locks':
    'Other work was writing to the same parents. These rows went again by themselves, more calmly.',
  'sending.reason.after-limits':
    'A trigger in your org could not bear so many rows at once. These rows went again in smaller batches.',
  'sending.conflict.serial-needs-1.0':
    'Only Bulk API 1.0 has a Serial mode. Choose Bulk API 1.0, or leave the choice to Bulkhead.',
  'sending.conflict.batch-size-needs-1.0':
    'Bulk API 2.0 cuts its own batches. Choose Bulk API 1.0 for a batch size, or leave it out.',
  'sending.conflict.call-size-too-large':
    'A call of composite collections takes at most 200 records. Choose a smaller size, or Bulk API 1.0.',
  'sending.conflict.call-choices-need-collections':
    'All or none and saving in spite of a duplicate rule exist in composite collections only, in parallel. Choose that way, or leave those choices out.',
  'sending.conflict.hard-delete-needs-bulk':
    'Composite collections can’t delete past the Recycle Bin. Choose Bulk API 2.0 or 1.0.',

  'trace.problem.unknown': '{object} has no field “{field}” for row keys, or your user may not see it.',
  'trace.problem.not-text': '“{field}” is no text field of {object}, so it can’t carry the key of a row.',
  'trace.problem.not-writable':
    'Your user may not write “{field}” of {object}, so it can’t carry the key of a row.',
  'trace.problem.delete': 'A delete sends only Ids, so “{field}” can’t carry the key of a row.',
  'trace.problem.key':
    '“{field}” is what the upsert finds its records by, so it can’t carry the key of a row.',
  'trace.problem.mapped':
    'A column is matched to “{field}” of {object}, so it can’t carry the key of a row as well.',
  'trace.problem.too-short': '“{field}” of {object} is too short for the keys of so many rows.',
} as const;
