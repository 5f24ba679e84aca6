/** How values are read, and what a spreadsheet did to them. */
export const values = {
  'detail.reads':
    '{fits, number} of {count, plural, one {# value} other {# values}}{others, plural, =0 {} other {; line {line, number} says “{cell}”}}',
  'detail.unread':
    '{count, plural, one {One value} other {# values}} can’t be read like this, the first on line {line, number}: “{cell}”. {count, plural, one {Its row is} other {Their rows are}} held.',
  'detail.date.orders':
    'The values contradict each other: line {line, number} says “{cell}”, line {otherLine, number} says “{other}”. Choose the reading that counts; rows that don’t fit it are held.',
  'detail.number.orders':
    'The values contradict each other: line {line, number} says “{cell}”, line {otherLine, number} says “{other}”. Choose the mark that counts; rows that don’t fit it are held.',
  'detail.typed': 'The workbook itself says what each cell is. Nothing has to be chosen.',
  'detail.zone': 'Time zone',
  'detail.zone.lead':
    '{count, plural, one {One value does} other {# values do}} not say {count, plural, one {its} other {their}} time zone.',
  'detail.zone.none': 'Every value says its time zone.',
  'detail.zone.own': 'The time zone of your Salesforce user is {zone}.',
  'detail.zone.choose': 'Choose a time zone',
  'detail.century': 'Two-digit years',
  'detail.century.lead': '{count, plural, one {One value has} other {# values have}} a year of two digits.',
  'detail.century.birth': 'Nobody is born in the future, so they are read as years of the past.',
  'detail.century.doubt':
    'Line {line, number} says “{cell}”, which some programs take for {earlier} and others for {later}.',
  'detail.century.choose': 'Choose the years they are of',
  'detail.century.span': '{from} to {to}',
  'detail.century.usual': '{from} to {to} (usual)',
  'detail.century.excel': '{from} to {to} (as Excel)',
  'detail.century.past': '{from} to {to} (never ahead)',
  'detail.wire': 'What is sent',
  'detail.wire.cell': 'In the file',
  'detail.wire.sent': 'To Salesforce',
  'detail.wire.held': 'held: {reason}',
  'detail.wire.same': 'as it is',
  'detail.errors': 'Error cells',
  'detail.errors.lead':
    '{count, plural, one {One cell holds} other {# cells hold}} an error or the word null: {words}.',
  'detail.errors.word': '{value} ({count, number})',
  'detail.errors.hold.what': 'Their rows are kept back, so that you can mend the cells.',
  'detail.errors.blank.what': 'They count as blank. Under Options you say what blank cells do.',
  'detail.errors.clear.what': 'They empty the field, whatever blank cells do.',
  'detail.errors.text.what': 'The words themselves are sent, as if a person had typed them.',
  'detail.distinct.about': 'about {count, number}',

  'damage.title': 'What a spreadsheet changed',
  'damage.note':
    '{count, plural, one {One thing} other {# things}} found. The file stays as it is: values are mended on their way to Salesforce.',
  'damage.repair': 'Repair',
  'damage.repair.likely': 'Fill up to {width, number} digits',
  'damage.repair.from': 'Count from {from}',
  'damage.undo': 'Undo',
  'damage.decide': 'Decide under Match',
  'damage.example': 'Line {line, number}: {cell} becomes {value}',
  'damage.example.two': 'Line {line, number}: {cell} becomes {value}, or {other} counted from 1904',
  'damage.seen': 'Line {line, number}: {cell}',
  'damage.lost-zeros.title':
    '{column}: {count, plural, one {one code has} other {# codes have}} lost leading zeros',
  'damage.lost-zeros.short':
    '{column}: {count, plural, one {one code is} other {# codes are}} shorter than the others',
  'damage.lost-zeros.provable':
    'All others have {width, number} digits, zeros included. {count, plural, one {It is} other {They are}} filled up to {width, number}.',
  'damage.lost-zeros.likely':
    'Most others have {width, number} digits. If codes here always have {width, number}, fill them up; if some are shorter, as postal codes of several countries are, leave them.',
  'damage.lost-zeros.done':
    '{count, plural, one {One code is} other {# codes are}} filled up to {width, number} digits.',
  'damage.serial-dates.title':
    '{column}: {count, plural, one {one date is} other {# dates are}} counted in days',
  'damage.serial-dates.provable':
    'A spreadsheet keeps dates as days since 1900, older Excels for Mac as days since 1904, and these lost their look. The file does not say which: look at the days below and choose.',
  'damage.serial-dates.known':
    'The workbook keeps dates as days since {from}, and these lost their look. {count, plural, one {It is} other {They are}} read as {count, plural, one {the day it stands} other {the days they stand}} for.',
  'damage.serial-dates.done':
    '{count, plural, one {One count of days is} other {# counts of days are}} read as {count, plural, one {a date} other {dates}}, counted from {from}.',
  'damage.short-ids.title': '{column}: {count, plural, one {one Id has} other {# Ids have}} 15 characters',
  'damage.short-ids.provable':
    'Such Ids differ by case alone, which lookups in spreadsheets overlook. The three check characters that make them 18 follow from the first 15.',
  'damage.short-ids.always': 'They are sent with the three check characters that make them 18.',
  'damage.short-ids.done': '{count, plural, one {One Id is} other {# Ids are}} completed to 18 characters.',
  'damage.id-case.title':
    '{column}: the letters of {count, plural, one {one Id} other {# Ids}} lost their case',
  'damage.id-case.provable':
    'All their letters are large, or all are small. The last three characters of an Id say which of its letters are large, so the Ids can be had back exactly. Until then {count, plural, one {its row is} other {their rows are}} held.',
  'damage.id-case.done':
    '{count, plural, one {One Id has} other {# Ids have}} the case back that {count, plural, one {its} other {their}} last three characters prove.',
  'damage.one-case-ids.title':
    '{column}: {count, plural, one {one Id} other {# Ids}} of 15 characters without {count, plural, one {its} other {their}} case',
  'damage.one-case-ids.lost':
    'All their letters are large, or all are small, which Ids of Salesforce hardly are. Ids of 15 characters don’t say what they were, and may name another record: export them again with 18.',
  'damage.formula-text.title':
    '{column}: {count, plural, one {one text is} other {# texts are}} written as {count, plural, one {a formula} other {formulas}}',
  'damage.formula-text.provable':
    'Programs write ="00123" to keep spreadsheets from changing a text. Salesforce would take the sign and the quotation marks as part of it.',
  'damage.formula-text.done':
    '{count, plural, one {One formula is} other {# formulas are}} read as the text between {count, plural, one {its} other {their}} quotation marks.',
  'damage.invisible.title':
    '{column}: {count, plural, one {one cell holds} other {# cells hold}} characters nobody sees',
  'damage.invisible.provable':
    'Blanks without width, soft hyphens or marks of direction come with texts copied from pages and mails. With them a value is another one, which searches, duplicate rules and picklists don’t find.',
  'damage.invisible.always': 'They are left out as the values are read.',
  'damage.invisible.done': 'They are taken out of {count, plural, one {one cell} other {# cells}}.',
  'damage.scientific.title':
    '{column}: {count, plural, one {one number is} other {# numbers are}} written with E',
  'damage.scientific.lost':
    'A spreadsheet shortens long numbers like this, and the digits it left out are not in the file. Format the column as text at its source, then export it again.',
  'damage.rounded.title':
    '{column}: {count, plural, one {one long number ends} other {# long numbers end}} in zeros',
  'damage.rounded.lost':
    'Spreadsheets keep 15 digits and put zeros for the rest. The lost digits are not in the file: go back to the source and export the column as text.',
  'damage.cut-255.title':
    '{column}: {count, plural, one {one text ends} other {# texts end}} after 255 characters',
  'damage.cut-255.lost':
    'No cell of the column is longer, so the rest was probably cut off. Compare with the source.',
  'damage.cut-32767.title':
    '{column}: {count, plural, one {one text ends} other {# texts end}} after 32,767 characters',
  'damage.cut-32767.lost':
    'That is all a cell of Excel can hold, so the rest was cut off. Take the text from its source.',
  'damage.errors.title': '{column}: {count, plural, one {one error cell} other {# error cells}}',
  'damage.errors.hold':
    '{count, plural, one {Its row is} other {Their rows are}} held until you choose: blank, clear the field, or send the text.',
  'damage.errors.blank': '{count, plural, one {It counts} other {They count}} as blank.',
  'damage.errors.clear': '{count, plural, one {It clears} other {They clear}} the field.',
  'damage.errors.text': '{count, plural, one {It is} other {They are}} sent as text.',
  'review.effects.example': '{cell} → {wire}',
  'review.effects.trimmed': '“{wire}” without the blanks around it',
} as const;
