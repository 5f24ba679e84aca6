import { accountNo } from './columns';
import { BUSY_ACCOUNTS, makeSoundRow } from './make-row';
import { KOSOVO } from './places';
import { cyclic, germanMobile, nthOf, typed, type Recipe } from './recipe';

const LOST_PARENTS = [
  ['A-19990', 9],
  ['A-19991', 7],
  ['A-19994', 5],
] as const;
const BUSY = [
  [BUSY_ACCOUNTS[0] ?? 0, 7],
  [BUSY_ACCOUNTS[1] ?? 0, 6],
  [BUSY_ACCOUNTS[2] ?? 0, 4],
] as const;
const EAST = [
  ['Dresden', '1067'],
  ['Leipzig', '4109'],
  ['Halle (Saale)', '6108'],
  ['Chemnitz', '9111'],
] as const;
/** What only the org can know to be wrong. */
export const ORG_RECIPES: readonly Recipe[] = [
  {
    id: 'email-at',
    family: 'email',
    found: 'org',
    column: 'E-mail',
    count: 14,
    ends: 'sent',
    what: 'The e-mail address has the word at for its sign.',
    spoil: ({ cells }) => (cells['E-mail'] = cells['E-mail'].replace('@', ' at ')),
    mend: { kind: 'replace', column: 'E-mail', find: ' at ', replace: '@' },
  },
  {
    id: 'email-dot',
    family: 'email',
    found: 'org',
    column: 'E-mail',
    count: 9,
    ends: 'sent',
    what: 'The e-mail address ends in a dot.',
    spoil: ({ cells }) => (cells['E-mail'] += '.'),
    mend: { kind: 'replace', column: 'E-mail', find: '.example.', replace: '.example' },
  },
  {
    id: 'parent-missing',
    family: 'parent-missing',
    found: 'org',
    column: 'Account No',
    count: 21,
    ends: 'sent',
    what: 'No account has this number.',
    spoil: ({ cells }, nth) => (cells['Account No'] = nthOf(LOST_PARENTS, nth)),
    mend: { kind: 'replace', column: 'Account No', find: 'A-1999', replace: 'A-1199' },
  },
  {
    id: 'mobile-missing',
    family: 'rule',
    found: 'org',
    column: 'Mobile',
    count: 20,
    onlyNew: true,
    ends: 'sent',
    what: 'On-site staff without a mobile number; the phone number stands in the next column.',
    spoil: ({ row, cells }) =>
      Object.assign(cells, { Role: 'On-site', Mobile: '', Phone: germanMobile(row) }),
    mend: { kind: 'copy', column: 'Mobile', from: 'Phone' },
  },
  {
    id: 'both-phones-missing',
    family: 'rule',
    found: 'org',
    column: 'Mobile',
    count: 4,
    onlyNew: true,
    ends: 'sent',
    what: 'On-site staff without any number.',
    spoil: ({ cells }) => Object.assign(cells, { Role: 'On-site', Mobile: '', Phone: '' }),
    mend: typed('Mobile', germanMobile),
  },
  {
    id: 'zero-lost',
    family: 'rule',
    found: 'org',
    column: 'Postal code',
    count: 12,
    ends: 'sent',
    what: 'The spreadsheet dropped the zero in front of the postal code.',
    spoil: ({ cells }, nth) => {
      const [City, postal] = cyclic(EAST, nth);
      Object.assign(cells, { Country: 'Germany', City, 'Postal code': postal });
    },
    mend: typed('Postal code', (_row, nth) => `0${cyclic(EAST, nth)[1]}`),
  },
  {
    id: 'person-known',
    family: 'duplicate',
    found: 'org',
    column: 'E-mail',
    count: 9,
    onlyNew: true,
    ends: 'left out',
    what: 'Another contact of the org has this e-mail address.',
    spoil: ({ cells }, nth) => (cells['E-mail'] = `existing.person.${3 + nth * 31}@harbour-energy.example`),
    mend: { kind: 'leave-out', reason: 'Already in the org under another number.' },
  },
  {
    id: 'territory-missing',
    family: 'trigger',
    found: 'org',
    column: 'Country',
    count: 6,
    ends: 'refused',
    what: 'Code of the org knows no territory for Kosovo. Nothing in the sheet can change that.',
    spoil: (contact) => Object.assign(contact.cells, makeSoundRow(contact.row, KOSOVO).cells),
    mend: { kind: 'nothing-helps' },
  },
  {
    id: 'account-busy',
    family: 'lock',
    found: 'org',
    column: 'Account No',
    count: 17,
    ends: 'sent',
    what: 'Somebody else is writing to the account while the first job runs.',
    spoil: ({ cells }, nth) => (cells['Account No'] = accountNo(nthOf(BUSY, nth))),
    mend: { kind: 'send-again' },
  },
];
