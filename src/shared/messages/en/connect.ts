export const connect = {
  'connect.title': 'Connect',
  'connect.sentence': 'Connect an org',
  'connect.sub': 'A load needs an org to write to. The practice org is one to try everything on.',
  'connect.practice.title': 'Practice org',
  'connect.practice.sub': 'Try it without Salesforce.',
  'connect.practice.why':
    'It runs on this computer, has accounts and contacts to load into, and answers the way Salesforce does: with rules of its own and with refusals. Nothing you do there reaches a real org.',
  'connect.practice.open': 'Open the practice org',
  'connect.practice.opening': 'Starting the practice org',
  'connect.balance.title': 'Every row ends in exactly one place',
  'connect.balance.why':
    'Load a spreadsheet, see at a glance what went in, and mend what did not. A load is finished when nothing is left to the right of the line.',
  'connect.kept.title': 'What is kept, and where',
  'connect.kept.signIn': 'Your sign-in, in the {keychain}',
  'connect.kept.signIn.remove': 'Remove it under Settings, or revoke it in Salesforce.',
  'connect.kept.session': 'Your sign-in, for this session only',
  'connect.kept.session.why':
    'No keychain answers on this computer, so it is kept in memory and is gone when Bulkhead closes.',
  'connect.kept.rows': 'Your rows and what became of them, on this computer',
  'connect.kept.rows.path': 'In {path}, until you delete the load or the time set under Settings has passed.',
  'connect.kept.rows.until': 'Until you delete the load or the time set under Settings has passed.',
  'connect.kept.travel': 'Rows travel from here to your org',
  'connect.kept.travel.why': 'No server of ours is in between.',
} as const;
