export const run = {
  'run.sentence.starting': 'Getting the rows ready to send.',
  'run.sentence.uploading': 'Handing {rows, plural, one {# row} other {# rows}} to Salesforce.',
  'run.sentence.waiting': 'Salesforce has the rows and is about to start.',
  'run.sentence.writing':
    '{operation, select, delete {Deleting} other {Writing}} {object}.{left, select, none {} under { Less than a minute left.} minute { About a minute left.} minutes { About {minutes, number} minutes left.} hours { About {hours, plural, one {# hour} other {# hours}} left.} other {}}',
  'run.sentence.collecting': 'Salesforce is done. Fetching the answer for every row.',
  'run.sentence.stopping': 'Stopping. Rows Salesforce has begun may still be written.',
  'run.sentence.paused':
    'The load is paused. {settled, plural, =0 {No row is settled yet.} one {# row is settled.} other {# rows are settled.}}',
  'run.sentence.ended': 'Attempt {attempt, number} has ended.',
  'run.sub.answered':
    '{answered, number} of {rows, plural, one {# row has} other {# rows have}} an answer{pace, select, none {.} other {, at about {pace} rows a minute.}}',
  'run.sub.ended': '{rows, plural, one {# row was} other {# rows were}} sent to {org}.',
  'run.sub.sent': '{rows, plural, one {# row is} other {# rows are}} on the way to {org}.',
  'run.sub.paused': 'Attempt {attempt, number} to {org}. Nothing is lost: the load goes on from here.',
  'run.announce': '{percent, number} percent answered: {answered, number} of {rows, number} rows.',

  'run.silent.title': '{org} has not answered since {since}.',
  'run.silent.why':
    'Bulkhead keeps asking. Nothing is lost and nothing is sent twice. After five minutes of silence the load pauses and waits for you.',

  'run.signedIn.title': 'You are signed in to {org} again.',
  'run.signedIn.why': 'Resume, and the load goes on from here.',

  'run.again.title':
    '{cause, select, limits {{rows, plural, one {# row was} other {# rows were}} stopped by a limit and} other {{rows, plural, one {# row} other {# rows}} lost a lock and}} {rows, plural, one {goes} other {go}} again by {rows, plural, one {itself} other {themselves}}, {number, number} of {most, number}.',
  'run.again.why':
    '{cause, select, limits {A trigger in your org could not bear so many rows at once.} other {Other work was writing to the same parents.}} Now they go {calm, select, yes {in jobs of one batch, one after the other, } other {}}by {way}.',

  'run.parts':
    '{kind, select, job {{count, plural, one {One job} other {{mode, select, serial {{count, number} jobs, one after the other} other {{count, number} jobs, several at a time}}}}} batch {{count, plural, one {One batch} other {{mode, select, serial {{count, number} batches, one after the other} other {{count, number} batches, several at a time}}}}} other {{count, plural, one {One call} other {# calls, one after the other}}}}',
  'run.parts.none': 'The parts of this attempt are being cut.',
  'run.part': '{kind, select, job {Job} batch {Batch} other {Call}} {part, number}: {phase}',
  'run.group':
    '{kind, select, job {{count, plural, one {# job} other {# jobs}}} batch {{count, plural, one {# batch} other {# batches}}} other {{count, plural, one {# call} other {# calls}}}}: {phase}',
  'run.part.rows': '{rows, plural, one {# row} other {# rows}}',
  'run.part.processed': '{processed, number} of {rows, plural, one {# row} other {# rows}}',
  'run.part.failed': '{count, plural, one {# refused} other {# refused}}',
  'run.phase.planned': 'waiting',
  'run.phase.creating': 'being set up',
  'run.phase.clearing': 'making sure nothing is sent twice',
  'run.phase.uploading': 'being uploaded',
  'run.phase.committing': 'being handed over',
  'run.phase.queued': 'in Salesforce’s queue',
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
  'run.batch': 'Batch {part, number}, {id} of job {job}',
  'run.details': 'Job details',
  'run.details.more': '{listed, number} of {count, number} are listed.',
  'run.details.list': 'List {count, plural, one {one more} other {# more}}',
  'run.details.state': 'Salesforce’s own word: {state}',

  'run.failures': 'Failures so far',
  'run.failures.none': 'None.{ended, select, true {} other { Reasons appear here as soon as a part ends.}}',
  'run.failures.pending':
    '{count, plural, one {# row was refused in a part that is still running. Salesforce gives its reason when the part ends.} other {# rows were refused in a part that is still running. Salesforce gives their reasons when the part ends.}}',
  'run.failures.waiting': 'Sorting by cause',

  'run.stop': 'Stop…',
  'run.stop.title': 'Stop this load?',
  'run.stop.why':
    '{kind, select, job {Bulkhead aborts the jobs that Salesforce is working on. Salesforce finishes what it has in hand.} batch {Bulkhead aborts the job. Salesforce finishes the batches it has begun and drops the others.} other {The call under way can’t be taken back: its records count as Salesforce answers. No further call is made.}} What is written stays written. Rows that were not reached become “not processed” and can be sent again.',
  'run.stop.parts':
    '{kind, select, job {{count, plural, one {One job that has not begun will not be sent.} other {# jobs that have not begun will not be sent.}}} batch {{count, plural, one {One batch that has not been handed over will not be sent.} other {# batches that have not been handed over will not be sent.}}} other {{count, plural, one {One call will not be made.} other {# calls will not be made.}}}}',
  'run.stop.confirm': 'Stop the load',
  'run.resume': 'Resume the load in {org}',
  'run.results': 'See the results',
  'run.foot.running': 'What is already written stays written.',
  'run.foot.leave': 'Leave it running',
  'run.foot.waits': 'Safe to close the window: the load waits until you resume it.',
  'run.foot.safe': 'Safe to close the window: the load is picked up on return.',
} as const;
