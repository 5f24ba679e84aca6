export const run = {
  'run.sentence.starting': 'Getting the rows ready to send.',
  'run.sentence.uploading': 'Handing {rows, plural, one {# row} other {# rows}} to Salesforce.',
  'run.sentence.waiting': 'Salesforce has the file and is about to start.',
  'run.sentence.writing':
    '{operation, select, delete {Deleting} other {Writing}} {object}.{left, select, none {} under { Less than a minute left.} minute { About a minute left.} minutes { About {minutes, number} minutes left.} hours { About {hours, plural, one {# hour} other {# hours}} left.} other {}}',
  'run.sentence.collecting': 'Salesforce is done. Fetching the answer for every row.',
  'run.sentence.stopping': 'Stopping. Rows Salesforce has begun may still be written.',
  'run.sentence.paused':
    'The load is paused. {settled, plural, =0 {No row is settled yet.} one {# row is settled.} other {# rows are settled.}}',
  'run.sentence.ended': 'Attempt {attempt, number} has ended.',
  'run.sub.answered':
    '{answered, number} of {rows, plural, one {# row has} other {# rows have}} an answer{pace, select, none {.} other {, at about {pace} rows a minute.}}',
  'run.sub.sent': '{rows, plural, one {# row is} other {# rows are}} on the way to {org}.',
  'run.sub.paused': 'Attempt {attempt, number} to {org}. Nothing is lost: the load goes on from here.',
  'run.announce': '{percent, number} percent answered: {answered, number} of {rows, number} rows.',

  'run.silent.title': '{org} has not answered since {since}.',
  'run.silent.why':
    'Bulkhead keeps asking. Nothing is lost and nothing is sent twice. After five minutes of silence the load pauses and waits for you.',

  'run.parts': '{count, plural, one {One part} other {# parts, one after the other}}',
  'run.parts.none': 'The parts of this attempt are being cut.',
  'run.part': 'Part {part, number}: {phase}',
  'run.part.rows': '{rows, plural, one {# row} other {# rows}}',
  'run.part.processed': '{processed, number} of {rows, plural, one {# row} other {# rows}}',
  'run.part.failed': '{count, plural, one {# refused} other {# refused}}',
  'run.phase.planned': 'waiting its turn',
  'run.phase.creating': 'being set up',
  'run.phase.clearing': 'making sure nothing is sent twice',
  'run.phase.uploading': 'being uploaded',
  'run.phase.committing': 'being handed over',
  'run.phase.queued': 'with Salesforce, about to start',
  'run.phase.doubting': 'finding out whether it arrived',
  'run.phase.giving-up': 'ending without a verdict',
  'run.phase.running': 'being written',
  'run.phase.aborting': 'being stopped',
  'run.phase.collecting': 'fetching the answers',
  'run.phase.settled': 'settled',
  'run.phase.abandoned': 'not sent',
  'run.written':
    'Salesforce tells created from updated only when a part ends. Until then such rows are “written”.',
  'run.job': 'Job {id}',
  'run.details': 'Job details',
  'run.details.state': 'Salesforce’s own word: {state}',

  'run.failures': 'Failures so far',
  'run.failures.none': 'None. Reasons appear here as soon as a part ends.',
  'run.failures.pending':
    '{count, plural, one {# row was refused in a part that is still running. Salesforce gives its reason when the part ends.} other {# rows were refused in a part that is still running. Salesforce gives their reasons when the part ends.}}',
  'run.failures.waiting': 'Sorting by cause',

  'run.stop': 'Stop…',
  'run.stop.title': 'Stop this load?',
  'run.stop.why':
    'What is already written stays written. Rows Salesforce has not reached become “not processed” and can be sent again.',
  'run.stop.parts':
    '{count, plural, =0 {} one {One part that has not begun will not be sent.} other {# parts that have not begun will not be sent.}}',
  'run.stop.confirm': 'Stop the load',
  'run.resume': 'Resume the load',
  'run.results': 'See the results',
  'run.foot.running': 'What is already written stays written.',
  'run.foot.leave': 'Leave it running',
  'run.foot.safe': 'Safe to close the window: the load is picked up on return.',
} as const;
