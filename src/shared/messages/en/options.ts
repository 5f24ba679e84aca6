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
  'options.how.name': 'Bulk API 2.0, in parallel',
  'options.how.what':
    'Salesforce takes the rows as one file, cuts it into batches itself and works on several at once: the fastest way in, and the one that gives a verdict for every row.',

  'options.saving': 'Saving the choice',
  'options.foot': 'Review every row',
} as const;
