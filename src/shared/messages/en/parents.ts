/** Rows that share parents: how many, and what is done so that they don’t lock each other out. */
export const parents = {
  'parents.name': '{known, select, yes {{parents}} other {records named in “{label}”}}',
  'parents.heavy':
    '{count, plural, one {One of the {name} takes} other {{exact, select, yes {} other {About }}{count, number} {name} take}} {percent, number} % of the rows.',
  'parents.shared':
    '{rows, plural, one {# row belongs} other {# rows belong}} to {count, plural, one {one of the {name}} other {{exact, select, yes {} other {about }}{count, number} {name}, some of them to the same one}}.',
  'parents.together':
    'Salesforce holds a record while it saves rows that belong to it. The {object} of each are kept together, so that they don’t lock each other out.',
  'parents.order':
    'Some rows name other {object}, which may be rows above them, so the order of the file stays. Rows that lock each other out go again by themselves, up to {most, number} times.',
  'parents.large':
    'One of them has {rows, number} rows. They go {atOnce, number} at a time, one part after the other.',
  'parents.apart':
    'Rows share {names} as well, and can be kept together by one of them only. Rows that lock each other out go again by themselves, up to {most, number} times.',
  'parents.biggest': 'Most rows: {names}.',
  'parents.biggest.one': '{value} ({rows, number})',
  'parents.serial': 'Send one batch at a time',
  'parents.serial.why':
    'One batch after the other is slower, and the calmest way there is: Serial mode of Bulk API 1.0. Other jobs in the org still run beside it.',
} as const;
