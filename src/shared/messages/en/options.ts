export const options = {
  'options.sentence': 'Safe choices are set. Change them only where your file asks for it.',
  'options.sub':
    '{rows, plural, one {# row} other {# rows}} of {file}, {columns, plural, one {# column} other {# columns}} sent.',

  'options.blank': 'Blank cells',
  'options.blank.count':
    '{count, plural, =0 {No blank cell in the columns that are sent.} one {One blank cell in the columns that are sent.} other {# blank cells in the columns that are sent.}}',
  'options.blank.keep': 'Leave as they are',
  'options.blank.keep.what': 'A blank cell says nothing about its field: what the org holds stays.',
  'options.blank.keep.insert': 'A blank cell sets nothing: the field stays empty or takes its default.',
  'options.blank.clear': 'Clear the field',
  'options.blank.clear.what': 'A blank cell empties its field in records that exist.',
  'options.blank.clear.insert':
    'A blank cell keeps its field empty, even where the org would fill in a default.',

  'options.errorCells': 'Error cells such as #N/A',
  'options.errorCells.count':
    '{count, plural, =0 {No such cell in the columns that are sent.} one {One such cell in the columns that are sent.} other {# such cells in the columns that are sent.}}',
  'options.errorCells.hold': 'Hold their rows',
  'options.errorCells.hold.what': 'The row is kept back, so that you can mend the cell.',
  'options.errorCells.blank': 'Treat as blank',
  'options.errorCells.blank.what':
    'The cell counts as blank, and the choice above says what a blank cell does.',
  'options.errorCells.clear': 'Clear the field',
  'options.errorCells.clear.what': 'The cell empties its field, whatever a blank cell does.',
  'options.errorCells.text': 'Send as text',
  'options.errorCells.text.what': 'The words themselves are sent, as if a person had typed them.',

  'options.repeatedKeys': 'Rows that share a key',
  'options.repeatedKeys.count':
    '{state, select, unknown {Whether keys repeat is found when every row is checked.} none {No key repeats in column “{column}”.} some {{count, plural, one {# row repeats} other {# rows repeat}} a key in column “{column}”.} other {}}',
  'options.repeatedKeys.hold': 'Hold all of them',
  'options.repeatedKeys.hold.what':
    'No row of a repeated key is sent until you have decided which one counts.',
  'options.repeatedKeys.last': 'Send only the last',
  'options.repeatedKeys.last.what': 'The row furthest down the file counts; the ones above it are held.',

  'options.how': 'How it is sent',
  'options.how.waiting': 'Reading what the org says of this object.',
  'options.conflict': 'These choices can’t be had together.',
  'options.advanced': 'Advanced',
  'options.api': 'Salesforce’s API',
  'options.api.auto': 'Let Bulkhead choose',
  'options.api.auto.what': 'By the number of rows, and by what could go wrong with them on the way.',
  'options.api.2.0.what':
    'Salesforce takes the rows as files, cuts its own batches and works on several at once. Fastest for many rows.',
  'options.api.1.0.what':
    'Bulkhead cuts the batches. It has Serial mode, takes a batch size, and answers row by row, in order.',
  'options.api.collections.what':
    'Calls of up to 200 records, answered at once and in order. Best for few rows, slow for many.',
  'options.mode': 'Several batches at once, or one',
  'options.mode.parallel': 'Parallel',
  'options.mode.parallel.what': 'Salesforce may work on several batches of this load at once.',
  'options.mode.serial': 'Serial',
  'options.mode.serial.what':
    'One batch of this load after the other, so that its rows don’t lock each other out. Serial means Bulk API 1.0. Other jobs in the org still run beside it.',
  'options.batchSize': 'Rows in a batch',
  'options.batchSize.what':
    '1 to {largest, number}. Fewer rows make it easier for triggers, and slower. Bulk API 1.0 takes a size, Bulk API 2.0 does not.',
  'options.batchSize.calls': 'Records in a call',
  'options.batchSize.calls.what':
    '1 to {largest, number}. Fewer records make it easier for triggers, and slower.',
  'options.batchSize.none': 'Bulkhead’s own size',
  'options.batchSize.wrong': 'Type a whole number from 1 to {largest, number}, or leave it empty.',
  'options.trace': 'Trace field',
  'options.trace.what':
    'A text field you can spare. Each record gets the key of its row in it, such as {key}, so that every result names its row, even where rows look alike.{operation, select, insert {} other { What records hold in it is overwritten.}}',
  'options.trace.none': 'None',
  'options.trace.field': '{label} ({name})',
  'options.allOrNone': 'All or none for each call',
  'options.allOrNone.what':
    'Where Salesforce refuses one record of a call, it saves none of that call. Other calls are not touched.',
  'options.duplicateSave': 'Save in spite of duplicate warnings',
  'options.duplicateSave.what':
    'Where a duplicate rule warns, the record is saved all the same. A rule that blocks still blocks.',
  'options.assignmentRule': 'Assignment rule',
  'options.assignmentRule.what': 'Decides who owns the {object} that are written.',
  'options.emails': 'E-mails',
  'options.emails.what':
    'None of these APIs can keep e-mails back. What your org sends {operation, select, delete {when {object} are deleted, such as flow e-mails} other {for new or changed {object}, such as workflow, flow and assignment e-mails}}, goes out. To hold it back, turn those off in Setup, or set Deliverability there to “No access”, before you send.',
  'options.assignmentRule.none': 'None: owners are as the file says',
  'options.assignmentRule.name': '{name}{active, select, true { (active)} other {}}',

  'options.saving': 'Saving the choice',
  'options.foot': 'Review every row',
} as const;
