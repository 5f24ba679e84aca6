export const results = {
  'balance.part': '{state} {count, number}',
  'balance.sentence': 'Balance: {parts}; total {rows, plural, one {# row} other {# rows}}',
  'balance.forecast': 'Forecast: {parts}; total {rows, plural, one {# row} other {# rows}}',
  'balance.nothing': 'no row yet',
  'balance.show': '{state}, {count, plural, one {# row} other {# rows}}, show',
  'balance.rows': ' {count, plural, one {row} other {rows}}, ',
  'balance.opens': ', show',
  'balance.settled': 'settled',
  'balance.open': 'open',
  'balance.ready': 'ready',
  'balance.waiting': 'still with Salesforce',
  'balance.notHanded': 'not handed over yet',
  'balance.sum': 'Rows by state',
  'balance.total': 'Rows in file',
  'balance.balanced': 'Balanced',
  'balance.accounted': 'All accounted for',
  'balance.unaccounted': '{count, plural, one {# row} other {# rows}} unaccounted for',
  'balance.twice': '{count, plural, one {# row} other {# rows}} counted twice',
  'balance.missing': 'Unaccounted',
  'balance.missing.half': 'a fault, not your doing',

  'results.sentence.settled': 'Every row is settled.',
  'results.sentence.open':
    '{settled, plural, =0 {No row is settled yet.} one {# row is settled.} other {# rows are settled.}} {open, plural, one {# needs you.} other {# need you.}}',
  'results.sentence.ready':
    '{settled, plural, =0 {No row is settled yet.} one {# row is settled.} other {# rows are settled.}} {ready, plural, one {# is ready to go.} other {# are ready to go.}}',
  'results.sentence.both':
    '{settled, plural, =0 {No row is settled yet.} one {# row is settled.} other {# rows are settled.}} {open, plural, one {# needs you} other {# need you}}, {ready, plural, one {# is ready to go.} other {# are ready to go.}}',
  'results.sub':
    'Attempt {attempt, number} finished {moment} after {duration}. {rows, plural, one {# row was} other {# rows were}} sent to {org}.',
  'results.waiting': 'Sorting the open rows by cause',

  'results.causes.title':
    '{count, plural, =0 {Failed rows} one {Why # row failed} other {Why # rows failed}}',
  'results.causes.note': '{count, plural, one {one cause} other {# causes, largest first}}',
  'results.causes.none':
    '{open, plural, =0 {None: Salesforce has refused no row.} other {None is known to have failed. Rows without a verdict may have.}}',
  'results.unreached.title': 'Why {count, plural, one {# row was} other {# rows were}} not processed',
  'results.owner.data': 'Your data',
  'results.owner.org': 'Org setup',
  'results.owner.timing': 'Timing',
  'results.owner.limit': 'Limit',
  'results.owner.permission': 'Permission',
  'results.owner.unknown': 'Not sorted',
  'results.act.fix': 'Fix {count, plural, one {# row} other {# rows}}',
  'results.act.look': 'Look at {count, plural, one {# row} other {# rows}}',
  'results.act.sendAgain': 'Send again as is',
  'results.act.sendCalmly': 'Send again, one batch at a time…',
  'results.act.copy': 'Copy for the admin',
  'results.act.copied': 'Copied',
  'results.act.leaveOut': 'Leave out {count, plural, one {# row} other {# rows}}…',
  'results.act.more': 'More for: {cause}',
  'results.detail': 'Details',
  'results.detail.rows': 'For example {count, plural, one {row} other {rows}} {rows}.',
  'results.detail.none': 'Salesforce gave no code for this.',
  'results.admin':
    '{title}\n{why}\n{remedy}\n\nOrg: {org} ({username})\nObject: {object}, {operation}\nRows: {count, number}, for example {rows}\nSalesforce said: {raw}\n',

  'results.open.title': 'Also open',
  'results.open.note': '{count, plural, one {# row} other {# rows}}',
  'results.open.none': 'Nothing else is open.',
  'results.open.notProcessed': '{count, number} not processed',
  'results.open.notProcessed.why':
    'Nothing of {count, plural, one {it} other {them}} was written. Sending again is safe.',
  'results.open.notProcessed.act': 'Send again',
  'results.open.noVerdict': '{count, number} without a verdict',
  'results.open.noVerdict.why':
    '{count, plural, one {It was sent, and what became of it can’t be proven.} other {They were sent, and what became of them can’t be proven.}}',
  'results.open.noVerdict.act': 'Ask the org',
  'results.open.held': '{count, number} held',
  'results.open.held.why':
    '{count, plural, one {A check kept it back. It was never sent.} other {A check kept them back. They were never sent.}}',
  'results.open.ready': '{count, number} ready',
  'results.open.ready.why':
    '{count, plural, one {It goes with the next send.} other {They go with the next send.}}',
  'results.open.ready.act': '{count, plural, one {Show it} other {Show them}}',

  'results.stray.title': '{count, plural, one {# result fits} other {# results fit}} no row that was sent.',
  'results.stray.why':
    'Salesforce returned {count, plural, one {a result} other {results}} for data this load did not send. The rows of your file are all accounted for without {count, plural, one {it} other {them}}, and nothing was guessed.',
  'results.gap.title': '{count, plural, one {# row} other {# rows}} of the file can’t be accounted for.',
  'results.gap.why':
    'Every row should stand in exactly one state. Nothing more is sent while this is so. Keep the load and report it.',

  'results.attempts.title': 'Attempts',
  'results.attempt': 'Attempt {attempt, number}',
  'results.attempt.line': '{rows, plural, one {# row} other {# rows}} sent {moment}, took {duration}',
  'results.attempt.running': '{rows, plural, one {# row} other {# rows}} sent {moment}, not ended',

  'results.attempt.itself': 'Sent again by itself, {number, number} of at most {most, number} times.',
  'results.attempt.way': '{way}. {reason}',

  'results.again.title':
    '{rows, plural, one {# row} other {# rows}} went again by {rows, plural, one {itself} other {themselves}} {made, plural, one {once} other {# times}}{isMost, select, yes {, the most Bulkhead tries} other {}}, and {rows, plural, one {is} other {are}} still refused.',
  'results.again.why':
    '{cause, select, limits {The trigger that stops them needs an admin, or fewer rows at once: choose a smaller batch in the options of the next load.} other {Whatever holds their parents is still at work. Send them again when it is done, or one batch at a time.}}',

  'results.foot.note': 'Nothing that succeeded can be sent again.',
  'results.foot.close': 'Close load',
  'results.foot.fix': 'Fix {count, plural, one {# row} other {# rows}}',
  'results.foot.again': 'Get {count, plural, one {# row} other {# rows}} ready to go again',
  'results.foot.decide': 'Ask the org about {count, plural, one {# row} other {# rows}}',

  'ask.title': 'What the org holds',
  'ask.waiting': 'Asking {org}',
  'ask.lead': 'These rows were sent, and what became of them can’t be proven. You decide; nothing is sent.',
  'ask.lead.all': 'The org was searched for the key of each row.',
  'ask.lead.some':
    'The org was searched for the rows that have a key. {query, select, yes {The query below finds what the others may have left there.} other {Look for the others in Salesforce.}}',
  'ask.lead.none':
    'They have no key the org could be searched by. {query, select, yes {The query below finds the records your user made or changed there since.} other {Look for them in Salesforce.}}',
  'ask.none': 'No row without a verdict is left.',
  'ask.row': 'Row {row}',
  'ask.says.no-key': 'It has no key the org could be searched by.',
  'ask.says.made': 'Your user made this record since the rows were sent.',
  'ask.says.older':
    '{count, plural, one {A record with this key was} other {Records with this key were}} there before, so this row was not written.',
  'ask.says.absent': 'Not in the org. It was most likely not written.',
  'ask.says.gone': 'Not in the org. It was most likely deleted.',
  'ask.says.kept': 'Still in the org, so it was not deleted.',
  'ask.says.open':
    '{count, plural, =0 {The org holds no record with this key. That alone proves nothing.} one {One record has this key. That alone does not say who wrote it: look at its values.} other {# records have this key. That alone does not say who wrote them: look at their values.}}',
  'ask.choose': 'What became of row {row}',
  'ask.choose.none': 'Leave undecided',
  'ask.choose.different': 'Decided one by one',
  'ask.as.created': 'It was created',
  'ask.as.updated': 'It was updated',
  'ask.as.deleted': 'It was deleted',
  'ask.as.failed': 'It was not written',
  'ask.more':
    '{shown, number} of {total, number} rows are shown. What you choose above counts for the others too.',
  'ask.all': 'Follow the org for {count, plural, one {the row} other {the # rows}} it is clear about',
  'ask.query': 'Look for yourself, with a query',
  'ask.query.copy': 'Copy the query',
  'ask.query.export': 'Use it in Export',
  'ask.others':
    'All {count, plural, one {# row} other {# rows}}{all, select, true {} other { the org gives no clear answer for}}',
  'ask.others.what':
    '{operation, select, upsert {Sent again, an upsert writes to the same record, never to a second one. With “It was not written” these rows can go again.} update {Sent again, an update writes the same values to the same record. With “It was not written” these rows can go again.} delete {With “It was not written” these rows can go again.} other {Look into the org first: a row that is sent again may become a second record.}}',
  'ask.apply': '{count, plural, =0 {Decide rows} one {Decide # row} other {Decide # rows}}',
  'ask.missing': 'Choose what became of at least one row.',

  'leaveOut.title': 'Leave out {count, plural, one {# row} other {# rows}}',
  'leaveOut.lead':
    'They count as settled and are not sent. Their reason stays with the load. Undo brings them back.',
  'leaveOut.reason': 'Why are they left out?',
  'leaveOut.missing': 'Write a reason, so that the next person knows.',
  'leaveOut.confirm': 'Leave out {count, plural, one {# row} other {# rows}}',
} as const;
