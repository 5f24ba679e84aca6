import { cliHelp } from './cli-help';

/** What the command line says. One sentence for each reason to do nothing; never a row’s own values but in `_error`. */
export const cli = {
  ...cliHelp,
  'cli.command-unknown': 'There is no command “{command}”. To see what there is, add --help.',
  'cli.later': 'This version does not have “{command}” yet.',
  'cli.word-unknown': 'Nothing is known about “{word}”. Options begin with two dashes; --help lists them.',
  'cli.load-missing': '“{command}” needs the id of a load, which the first line of “load” told.',
  'cli.option-bad': '{reason}. --help lists the options.',
  'cli.option-missing': '“{command}” needs --{option}.',
  'cli.option-empty': '--{option} is given without a value. Say one, or leave the option out.',
  'cli.option-twice': '--{option} is given twice. Say it once.',
  'cli.option-word': '--{option} can’t be “{word}”. It takes one of: {words}.',
  'cli.option-number': '--{option} can’t be “{word}”. It takes a whole number from {least} to {most}.',
  'cli.file-unreadable': 'The file of {option}, “{name}”, can’t be read.',
  'cli.hard-delete':
    'Hard deletes are not offered on the command line yet. Use “delete”: its records can be restored.',
  'cli.external-id.missing':
    'An upsert needs --external-id, the field that decides between new and existing.',
  'cli.external-id.unused': '--external-id is for an upsert; “{operation}” does not use it.',
  'cli.external-id.unknown':
    '{object} has no field “{field}” for --external-id, or your user may not see it.',
  'cli.external-id.no-key': '“{field}” of {object} is no external ID, so an upsert can’t find records by it.',

  'cli.mapping.and-recipe': 'Give either --mapping or --recipe: a recipe holds a mapping of its own.',
  'cli.mapping.not-json': 'The mapping “{name}” is not JSON.',
  'cli.mapping.unfit': 'The mapping “{name}” must name a field, or null, for each column.',
  'cli.recipe.not-json': 'The recipe “{name}” is not JSON.',
  'cli.recipe.newer': 'The recipe “{name}” is of version {version}, which this Bulkhead does not know yet.',
  'cli.recipe.unfit': 'The recipe “{name}” can’t be used: “{at}” is missing or not what it should be.',
  'cli.recipe.find-by':
    'The recipe finds records by “{field}”, and {object} records can’t be found by it here.',
  'cli.recipe.differs': 'The recipe is for {recipe}, and {option} says {given}.',
  'cli.recipe.org-type': 'The recipe was made for a {made} org and {org} is production. Make a recipe there.',

  'cli.column.named': '“{header}”',
  'cli.column.unnamed': 'column {column} (no name)',
  'cli.header.empty':
    'Line {line}, column {column}: the column has no name, so it can’t be matched to a field.',
  'cli.header.repeated':
    'Line {line}, column {column}: “{header}” is the name of an earlier column too, so it is not certain which one is meant.',
  'cli.match.column-missing': 'The mapping lists a column “{column}”, which the file does not have.',
  'cli.match.field-unknown': 'The mapping sends “{column}” to “{field}”, which {object} does not have.',
  'cli.match.required-unmatched': '{object} requires {field}, and no column is matched to it.',
  'cli.match.key-unmatched':
    'The external ID {field} has no column, so no row of the upsert could find its record.',
  'cli.match.id-unmatched': 'No column is matched to Id, which says which record a row is about.',
  'cli.match.field-twice': 'Column {column}, “{header}”, goes to {field}, and so does an earlier column.',
  'cli.match.id-and-key':
    'Column {column}, “{header}”, goes to Id, which an upsert by another key can’t take.',
  'cli.match.not-writable':
    'Column {column}, “{header}”, goes to {field}, which can’t be written in this operation.',
  'cli.match.date-order-undecided':
    'It is not certain which order the dates of column {column}, “{header}”, are in{lines, plural, =0 {} one {: the one on line {line} reads two ways} other {: those on lines {line} and {other} are of different orders}}. Say --date-order dmy or --date-order mdy.',
  'cli.match.decimal-mark-undecided':
    'It is not certain which mark parts decimals in column {column}, “{header}”{lines, plural, =0 {} one {: the number on line {line} reads two ways} other {: those on lines {line} and {other} have different marks}}. Say --decimal dot or --decimal comma.',
  'cli.match.century-undecided':
    'It is not certain of which century the two-digit years of column {column}, “{header}”, are{lines, plural, =0 {} other {: the one on line {line} could be of either}}. Say --century-from 1970 for 1970 to 2069, --century-from 1930 for 1930 to 2029 as Excel reads them, or another first year.',
  'cli.match.time-zone-undecided':
    'Column {column}, “{header}”, has times that do not say their time zone, and the org does not tell yours. Say --time-zone, as in --time-zone Europe/Berlin.',
  'cli.time-zone-unknown':
    'There is no time zone “{zone}”. It takes a name such as Europe/Berlin or America/New_York.',
  'cli.format.contradiction':
    'Column {column}, “{header}”, can’t be read as asked: line {line} does not fit {given}, and every row fits {proven}. Leave the option out, or say it for single columns in --mapping or --recipe.',
  'cli.format.column':
    '“{header}”{order, select, dmy { day first} mdy { month first} other {}}{mark, select, comma { with decimal commas} other {}}{zoned, select, yes { in {zone}} other {}}{dated, select, yes { with two-digit years of {from} to {to}} other {}}',
  'cli.formats': 'read: {formats}',
  'cli.match.nothing-matched': 'No column of the file is matched to a field of {object}.',

  'cli.org.missing': 'Say which org: --org NAME, or --instance-url URL with --access-token-env VAR.',
  'cli.org.two': 'Give either --org or --instance-url with --access-token-env: a load goes to one org.',
  'cli.org.half': '{given} needs {missing} beside it.',
  'cli.org.address':
    '“{address}” is no address an access token may be sent to: it takes https, or plain http on this computer.',
  'cli.org.elsewhere':
    'No org answers at {address}. Give the address of the instance itself, such as https://acme.my.salesforce.com; redirects are not followed.',
  'cli.org.token': 'The environment variable {variable} holds no access token.',
  'cli.org.token-needed':
    'The load was made with an access token, which is never kept. Give --instance-url {address} and --access-token-env again.',
  'cli.org.unknown': 'This computer is not signed in to an org “{name}”. Known: {known}.',
  'cli.org.several': 'Several orgs are called “{name}”. Use a user name: {names}.',
  'cli.org.other': 'Load {load} belongs to {made}, not to {given}.',
  'cli.org-type.production': 'production',
  'cli.org-type.sandbox': 'sandbox',
  'cli.org-type.scratch': 'scratch',
  'cli.org-type.developer': 'developer',
  'cli.org-type.practice': 'practice',
  'cli.orgs.none': 'This computer is signed in to no org.',

  'cli.out.taken': '“{folder}” holds “{name}”, which is not of this load. Choose an empty folder for --out.',
  'cli.out.unfinished':
    '“{folder}” holds files of load {load}, which is not finished. “resume {load}” takes it up and completes them, “show {load}” tells how it stands; for another load choose an empty folder for --out.',
  'cli.out.unwritable':
    '“{folder}” can’t be made, or nothing can be written there. Choose another folder for --out.',
  'cli.strict':
    'Nothing was sent: {held, plural, one {# row has} other {# rows have}} to be held. Row {row}: {reason}',
  'cli.confirm.differs': '--confirm-rows says {given}, and {rows} rows would be sent. Nothing was sent.',
  'cli.confirm.delete': 'Deleting {rows} rows of {object} in {org} needs --confirm-rows {rows}.',
  'cli.confirm.many':
    'Writing {rows} rows of {object} to {org}, which is production, needs --confirm-rows {rows}.',
  'cli.confirm.production': '{org} is production. Say --yes to {operation} {rows} rows of {object} there.',
  'cli.confirm.question': '{org} is production. Really {operation} {rows} rows of {object} there? [y/N] ',
  'cli.confirm.no': 'Nothing was sent.',

  'cli.not-sent': 'not sent: {columns}',
  'cli.titles': 'the column names stand on line {line, number}; what is above is not read as data: {sample}',
  'cli.guards':
    '{count, plural, one {# apostrophe was} other {# apostrophes were}} taken off, which exports put before cells that a spreadsheet would take for formulas; Salesforce gets the value itself',
  'cli.held': '{rows, plural, one {# row is} other {# rows are}} held; the ledger says why',
  'cli.near-twins':
    '{rows, plural, one {# row differs} other {# rows differ}} from another row only in numbers, dates or checkboxes. Bulk API 2.0 returns results in no order, so such rows may end without a verdict; --trace-field, --api 1.0 or --api collections rules that out',
  'cli.note': 'the org does not offer {call} ({answer}); the load does without',
  'cli.progress':
    '{answered, number} of {rows, number} rows answered ({percent, number} %){silent, select, yes {; {org} is silent, and Bulkhead keeps asking} other {}}{again, plural, =0 {} other {; rows that lost a lock or met a limit go again by themselves, {again, number} of at most {most, number} times}}',
  'cli.summary':
    'Load {load} is {state}: {succeeded, number} of {rows, plural, one {# row} other {# rows}} succeeded, {failed, number} failed, {notProcessed, number} not processed, {noVerdict, number} without a verdict, {held, number} held, {excluded, number} left out.',
  'cli.left':
    'Load {load} is left as it is. What Salesforce has taken on goes on there; “resume” settles it.',
  'cli.left-before': 'Nothing was sent.',
  'cli.state.created': 'created',
  'cli.state.updated': 'updated',
  'cli.state.deleted': 'deleted',
  'cli.state.unchanged': 'unchanged',
  'cli.state.excluded': 'left out',
  'cli.state.sent': 'waiting for an answer',
  'cli.state.ready': 'ready',
  'cli.state.failed': 'failed',
  'cli.state.not_processed': 'not processed',
  'cli.state.no_verdict': 'without a verdict',
  'cli.state.held': 'held',
  'cli.show.problem': '{count, number} {state}: {title}',
  'cli.show.target':
    '{operation, select, none {No object yet} other {{operation} {object}}} from {file} to {org}, {attempts, plural, =0 {not sent yet} one {# attempt} other {# attempts}}.',
  'cli.show.senders': '{attempt, select, none {Sent} other {Attempt {attempt} sent}} by {users}.',
  'cli.show.rows':
    '{all, plural, one {Row {rows}.} other {{count, plural, one {For example row {rows}.} other {For example rows {rows}.}}}}',
  'cli.show.settle':
    'Look there, then say for each row what you found: “resubmit” with --settle ROW=created or --settle ROW=not-created, or for all of them with --settle all=created or --settle all=not-created. Without --file it is only written down.',
  'cli.next.show': '“show {load}” says why the others did not.',
  'cli.next.resume': '“resume {load}” takes it up again.',
  'cli.next.resubmit':
    'Mended rows go again with “resubmit {load} --file FIXED.csv”, each with its number in the column _row.',
  'cli.show.no-recipe': 'Load {load} has no object yet, so there is no recipe of it.',
  'cli.jobs.header.id': 'JOB',
  'cli.jobs.header.api': 'API',
  'cli.jobs.header.state': 'STATE',
  'cli.jobs.header.rows': 'ROWS',
  'cli.jobs.header.operation': 'OPERATION',
  'cli.jobs.header.object': 'OBJECT',
  'cli.jobs.header.org': 'ORG',
  'cli.jobs.header.load': 'LOAD',
  'cli.jobs.call': 'call',
  'cli.jobs.no-state': '-',
  'cli.jobs.none': 'No load of this computer has had a job.',

  'cli.resume.none': 'No load of this org is unfinished.',
  'cli.resume.draft': 'Load {load} is not set up yet. Go on with it in the window.',
  'cli.resume.out':
    '{loads} loads are unfinished, and --out is for one. Resume them by their ids, or leave --out out.',
  'cli.stop.nothing': 'Nothing of load {load} was sent, so there is nothing to stop.',
  'cli.resubmit.unfinished': 'Load {load} is not finished. Resume it first.',
  'cli.resubmit.format':
    '{option} belongs to “load”: the rows of a load are read the same way each time they go.',
  'cli.resubmit.no-row-column':
    'The file has no column “_row”, which says which row of the load each line is.',
  'cli.resubmit.no-row-number': 'Line {line}: “{value}” in “_row” is no row number.',
  'cli.resubmit.repeated': 'Row {row} stands in the file twice. Nothing was sent.',
  'cli.resubmit.damaged': 'Line {line}, column {column}: the line is damaged. Nothing was sent.',
  'cli.resubmit.row':
    '{row} ({state, select, unknown {not in this load} created {created} updated {updated} deleted {deleted} unchanged {unchanged} excluded {left out} no_verdict {without a verdict} other {{state}}})',
  'cli.resubmit.refused': 'These rows can’t be sent again: {rows}. Nothing was sent.{settle}',
  'cli.resubmit.settle-first':
    'For a row without a verdict, look into the org first and say what you found with --settle ROW=created or --settle ROW=not-created; “all” in place of ROW means every row without a verdict.',
  'cli.resubmit.settle':
    '--settle can’t be “{word}”. It takes a row number, or “all”, and what you found: 17=created, 17=not-created or all=not-created.',
  'cli.resubmit.settle-twice': '--settle says two things of row {row}. Say what you found once.',
  'cli.resubmit.settle-alone': 'Say --file, the rows to send again, or --settle, what you found in the org.',
  'cli.resubmit.settled':
    '{rows, plural, =0 {No row is without a verdict, so nothing was written down} one {written down what you found of # row} other {written down what you found of # rows}}',
  'cli.resubmit.nothing': 'No row of the file can go: what held them is still there. Nothing was sent.',
  'cli.resubmit.held': 'Nothing was sent: {rows, plural, one {# row is} other {# rows are}} still held.',

  'cli.export.nothing': '“export” needs --soql, or --object and --fields.',
  'cli.export.two': 'Give either --soql or --object and --fields: the query names its own.',
  'cli.export.ending': 'The file of --out must end in .csv or .xlsx, not in “{ending}”.',
  'cli.export.there':
    '“{file}” is there already. Say --yes to replace it, or give --out another name. Nothing was exported.',
  'cli.export.no-file': '“{file}” is no file that an export could replace. Give --out another name.',
  'cli.export.question': '“{file}” is there already. Replace it? [y/N] ',
  'cli.export.kept': '“{file}” is as it was. Nothing was exported.',
  'cli.export.cut':
    '{cells, plural, one {# cell was} other {# cells were}} longer than Excel allows and had to be cut.',
  'cli.export.done': '{rows, plural, one {# record} other {# records}} written to {file}.',

  'cli.owner.silent':
    'Another Bulkhead (process {pid}) holds the data on this computer and does not answer. Close it, then try again.',
  'cli.owner.lost':
    'The Bulkhead that ran this command (process {pid}) has ended. “resume” takes up what it left.',

  'cli.row.placed':
    'Line {line}, column {column} ({header}): {holds, select, yes {the cell holds “{value}”. } other {}}{why}',
  'cli.row.row-cell-count':
    'Line {line}, column {column}: the row has {found, plural, one {# cell} other {# cells}} where the header has {expected}.',
  'cli.row.row-nul': 'Line {line}, column {column} ({header}): the cell holds a NUL character.',
  'cli.row.row-bad-bytes':
    'Line {line}, column {column} ({header}): the cell holds bytes that are not in the encoding of the file.',
  'cli.row.row-text-after-quote':
    'Line {line}, column {column} ({header}): text stands behind the quotation mark that closes the cell.',
  'cli.row.header-line':
    'Line {line}, column {column} ({header}): the column names stand there once more, so the row is not a record.',
  'cli.row.total-line':
    'Line {line}, column {column} ({header}): “{value}” begins what looks like a total or the foot of a report, not a record.',
  'cli.row.error-cell':
    'Line {line}, column {column} ({header}): the cell holds “{value}”, the error of a spreadsheet.',
  'cli.row.id-case':
    'Line {line}, column {column} ({header}): the letters of the Id “{value}” lost their case. Its last three characters prove what it was: name the repair “id-case” for the column in the mapping.',
  'cli.row.null-word':
    'Line {line}, column {column} ({header}): “#N/A” can’t be sent as text, since Salesforce takes it for an order to clear the field.',

  'cli.error.file.not-found': 'There is no file “{name}” where --file says. Check the path.',
  'cli.error.file.unreadable':
    '“{name}” can’t be read: it is a folder, or nothing that can be read as a file. Check --file.',
  'cli.error.file.header-only':
    'The file holds column names and no rows below them, so there is nothing to load.',
  'cli.error.file.unclosed-quote':
    'Line {line}, column {column}: a quotation mark is opened there and not closed where the cell ends, so it is not certain which rows follow. Correct it, then try again.',
  'cli.error.file.text-after-quote':
    'Line {line}, column {column}: text stands behind the quotation mark that closes the cell, so it is not certain which rows follow. Correct it, then try again.',
  'cli.error.file.cell-too-long':
    'Line {line}, column {column}: the cell goes on for more than 4 million characters. Check --delimiter, or shorten it, then try again.',
  'cli.error.file.encoding-doubt':
    'Line {line}, column {column}: the letters could be {encodings}, and nothing in the file decides. Say which with --encoding.',
  'cli.error.file.empty-header': 'Line {line}, column {column}: the header row names no column.',
  'cli.error.auth.expired':
    'The sign-in or access token is not valid any more, or the org answers at another address by now. Sign in again, or give a new token; what is recorded goes on with “resume”.',
  'cli.error.load.not-found':
    'There is no load of that id on this computer. “jobs” lists the loads that were sent.',
  'cli.error.export.query-refused':
    'Salesforce does not understand the query. A name is not known, your user may not see it, or the query is not written as it should be. Change it, then try again. Salesforce says:\n{detail}',
  'cli.error.export.bad-soql': 'This query can’t be exported. {why}',
  'cli.error.org.refused': 'Salesforce refused the request. Show an admin of the org what it says:\n{detail}',
  'cli.error.org.not-found': 'The org does not know the object, or your user may not see it.',
} as const;
