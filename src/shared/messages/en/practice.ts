export const practice = {
  'practice.chip': 'Practice: {state}',
  'practice.waiting': 'Asking the practice org',
  'practice.toLoad': 'Go to Load',
  'practice.goodDay': 'Back to a good day',

  'practice.sentence.clear': 'It is a good day in the practice org.',
  'practice.sentence.slow': 'It is a slow day in the practice org.',
  'practice.sentence.locked': 'Records are locked in the practice org.',
  'practice.sentence.flaky': 'The network to the practice org is flaky.',
  'practice.sentence.expired': 'The sign-ins to the practice org have ended.',
  'practice.sentence.quota': 'The practice org has used up its API calls.',
  'practice.sentence.stuck': 'Jobs are stuck in the practice org.',
  'practice.sentence.half-way': 'A job fails half-way in the practice org.',
  'practice.sentence.truncated': 'Downloads from the practice org are cut off.',
  'practice.sentence.maintenance': 'The practice org is being maintained.',
  'practice.sentence.other': 'The practice org has conditions set by hand.',
  'practice.sub':
    'Every org has bad days. Choose one, run a load through it, and see what Bulkhead makes of it. It concerns the practice org alone.',

  'practice.state.clear': 'good day',
  'practice.state.slow': 'slow day',
  'practice.state.locked': 'locked records',
  'practice.state.flaky': 'flaky network',
  'practice.state.expired': 'ended sign-ins',
  'practice.state.quota': 'limit used up',
  'practice.state.stuck': 'stuck jobs',
  'practice.state.half-way': 'job fails half-way',
  'practice.state.truncated': 'cut-off downloads',
  'practice.state.maintenance': 'maintenance',
  'practice.state.other': 'set by hand',
  'practice.state.ahead': '{days, plural, one {# day ahead} other {# days ahead}}',
  'practice.state.apart': 'clock is off',

  'practice.days': 'Bad days',
  'practice.days.note': 'One at a time',
  'practice.days.now': 'Now',
  'practice.days.again': 'Again',
  'practice.days.choose': 'Choose',
  'practice.days.choose.day': 'Choose: {day}',
  'practice.days.again.day': 'Again: {day}',
  'practice.days.learn': 'To learn:',
  'practice.days.struck': 'It has happened. Choose it again to see it again.',

  'practice.day.slow': 'Slow day',
  'practice.day.slow.what':
    'Every answer takes 0.8 seconds longer, and every 200 rows take 0.4 seconds longer.',
  'practice.day.slow.learn':
    'Slow is not failed. You can leave a running load, close the window and come back.',
  'practice.day.locked': 'Locked records',
  'practice.day.locked.what':
    'Somebody else holds one account in ten for the first job that touches it, and batches or jobs that meet on the same account lose rows.',
  'practice.day.locked.learn':
    'Nothing is wrong with rows that could not be locked: sent again, they go in. Sorted by account, fewer are lost.',
  'practice.day.flaky': 'Flaky network',
  'practice.day.flaky.what':
    'About one call in seven is dropped, some before and some after the org has acted on it.',
  'practice.day.flaky.learn':
    'A lost answer does not make a second record. Bulkhead asks the org what happened before it goes on.',
  'practice.day.expired': 'Ended sign-ins',
  'practice.day.expired.what': 'Every sign-in to the org ends at once, as if its time were over.',
  'practice.day.expired.learn':
    'A load survives it. Bulkhead signs in anew and repeats only the call that was refused.',
  'practice.day.quota': 'Limit used up',
  'practice.day.quota.what': 'The API calls of the day are used up, so the org refuses every call.',
  'practice.day.quota.learn':
    'A load pauses and says why. Make it a good day, and it goes on from where it stood: nothing is sent twice.',
  'practice.day.stuck': 'Stuck jobs',
  'practice.day.stuck.what':
    'Bulk jobs stay where they are, in the queue or half done, until the day is a good one.',
  'practice.day.stuck.learn':
    'A job that does not move has not failed. Wait, leave it, or stop it and see which rows are safe to send again.',
  'practice.day.half-way': 'Job fails half-way',
  'practice.day.half-way.what': 'The next bulk job fails as a whole once half of its rows were tried.',
  'practice.day.half-way.learn':
    'Some rows are in, some are refused, and some were never reached. Results keep the three apart.',
  'practice.day.truncated': 'Cut-off downloads',
  'practice.day.truncated.what': 'The next two downloads of a bulk job’s results end too early.',
  'practice.day.truncated.learn':
    'Bulkhead counts what it gets and fetches it again. No row is given a result that was guessed.',
  'practice.day.maintenance': 'Maintenance',
  'practice.day.maintenance.what':
    'Instead of an answer every call gets a page that says the org is being maintained.',
  'practice.day.maintenance.learn':
    'A load waits or pauses, and goes on once the org is back. Signing in does not work meanwhile.',

  'practice.clock': 'Clock',
  'practice.clock.now': 'In the practice org it is {time}.',
  'practice.clock.same': 'The same as on this computer.',
  'practice.clock.ahead': '{days, plural, one {# day} other {# days}} ahead of this computer.',
  'practice.clock.apart': 'Not the time of this computer.',
  'practice.clock.why':
    'Salesforce forgets a bulk job and its results after 7 days. Move the clock to see what is left of them.',
  'practice.clock.day': '1 day later',
  'practice.clock.week': '7 days later',
  'practice.clock.back': 'Back to now',

  'practice.company': 'Objects',
  'practice.company.sample': 'The sample company, with records and rules of its own.',
  'practice.company.own': 'Taken over by you, without records until you load some.',
  'practice.company.list': 'Objects of the practice org',
  'practice.company.object': 'Object',
  'practice.company.fields': 'Fields',
  'practice.company.records': 'Records',
  'practice.company.taken':
    '{objects, plural, one {# object is} other {# objects are}} in the practice org now{fields, plural, =0 {} one {, with # field} other {, with # fields}}.',
  'practice.company.sampleBack': 'The sample company is back.',
  'practice.company.own.why':
    'Users, profiles, queues and record types of the practice org stay its own. The triggers and duplicate rules of the sample company do not run now; validation rules are those that came with your objects.',
  'practice.look': 'Make it look like your org',
  'practice.look.why':
    'The practice org can have your objects: your fields, picklists and required values. Records and rules do not come along.',
  'practice.look.file': 'From a file',
  'practice.look.file.why':
    'A file holds the description of one object or several in JSON, as “sf sobject describe” writes it.',
  'practice.look.org': 'From a connected org',
  'practice.look.back': 'Back to the sample company',

  'practice.file.title': 'Take over the objects in {file}?',
  'practice.file.confirm': 'Take them over',
  'practice.lost':
    '{records, plural, =0 {The practice org has no records to lose.} one {The practice org loses its # record.} other {The practice org loses its # records.}} {jobs, plural, =0 {} one {Its # job is forgotten. } other {Its # jobs are forgotten. }}Loads recorded in Bulkhead stay.',
  'practice.lost.underWay':
    '{jobs, plural, one {A job has} other {# jobs have}} not ended. What became of such rows can’t be asked any more: they end without a verdict.',
  'practice.back.title': 'Bring the sample company back?',
  'practice.back.body': 'Its accounts, contacts and other objects take the place of those you took over.',
  'practice.back.confirm': 'Bring it back',

  'practice.pick.title': 'Take over objects of a connected org',
  'practice.pick.org': 'Org',
  'practice.pick.lead':
    'Only descriptions of objects are read in {org}: no records, and nothing is written there.',
  'practice.pick.search': 'Search objects',
  'practice.pick.list': 'Objects',
  'practice.pick.none': 'No object is called “{words}”.',
  'practice.pick.more': 'Showing {shown, number} of {total, number}. Type to narrow the list.',
  'practice.pick.waiting': 'Getting the objects of the org',
  'practice.pick.count': '{count, number} of at most {most, number} chosen',
  'practice.pick.missing': 'Choose at least one object.',
  'practice.pick.full': 'At most {most, number} at once. Take one out to choose another.',
  'practice.pick.confirm':
    '{count, plural, =0 {Take objects over} one {Take # object over} other {Take # objects over}}',
  'practice.pick.reading': 'Reading {done, number} of {of, number}',

  'practice.reset': 'Start over',
  'practice.reset.why':
    'The practice org keeps its data between starts. A reset puts it back as it was at the start.',
  'practice.reset.act': 'Reset the practice org',
  'practice.reset.title': 'Reset the practice org?',
  'practice.reset.body.company':
    'Records you added, changed or deleted there are put back as they were at the start. It becomes a good day, and the clock shows the time of this computer.',
  'practice.reset.body.own':
    'It keeps the objects you took over, without records. It becomes a good day, and the clock shows the time of this computer.',
  'practice.reset.lost':
    '{jobs, plural, =0 {} one {Its # job is forgotten. } other {Its # jobs are forgotten. }}Loads recorded in Bulkhead stay.',
  'practice.reset.confirm': 'Reset it',
  'practice.reset.done': 'The practice org is as it was at the start.',
} as const;
