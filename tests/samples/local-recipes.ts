import { contactNo, type Column } from './columns';
import { makeSoundRow } from './make-row';
import { cyclic, germanMobile, nthOf, typed, type Recipe } from './recipe';

const SOURCES = [
  ['Messe', 26],
  ['Empfehlung', 19],
  ['Tradeshow?', 9],
] as const;
const ROLES = [
  ['Onsite', 14],
  ['Aussendienst', 10],
  ['Büro', 7],
] as const;
const NO_DAYS = ['31.02.2025', '30.02.2024', '31.11.2023', '29.02.2023', '31.06.2026'];
const REAL_DAYS = ['28.02.2025', '29.02.2024', '30.11.2023', '28.02.2023', '30.06.2026'];
const SPLIT_NOTES = [
  'Prefers e-mail; call before 9 only',
  'Wants offer; budget next year',
  'Meter moved; see old contract',
];

const soundCell = (row: number, column: Column): string => makeSoundRow(row).cells[column];
/** So many rows with an unknown role lack the mobile number that the role asks for once it is mended. */
export const REFUSED_TWICE = 4;

/** What the sheet alone shows to be wrong, but for repeated keys, which take two rows each. */
export const LOCAL_RECIPES: readonly Recipe[] = [
  {
    id: 'surname-blank',
    family: 'required',
    found: 'locally',
    column: 'Surname',
    count: 14,
    onlyNew: true,
    ends: 'sent',
    what: 'Surname is empty; the org requires it.',
    spoil: ({ cells }) => (cells.Surname = ''),
    mend: typed('Surname', (row) => soundCell(row, 'Surname')),
  },
  {
    id: 'key-blank',
    family: 'key-blank',
    found: 'locally',
    column: 'Contact No',
    count: 8,
    ends: 'sent',
    what: 'Contact No is empty, so the row names no record.',
    spoil: ({ cells }) => (cells['Contact No'] = ''),
    mend: typed('Contact No', contactNo),
  },
  {
    id: 'extra-cell',
    family: 'ragged',
    found: 'locally',
    column: 'Notes (internal)',
    count: 7,
    ends: 'sent',
    what: 'A semicolon in the notes without quotation marks makes one cell too many.',
    spoil: (contact, nth) => {
      const [head = '', rest = ''] = cyclic(SPLIT_NOTES, nth).split(';');
      contact.cells['Notes (internal)'] = head;
      contact.beyond = [rest];
    },
    mend: typed('Notes (internal)', (_row, nth) => cyclic(SPLIT_NOTES, nth)),
  },
  {
    id: 'account-error',
    family: 'error-cell',
    found: 'locally',
    column: 'Account No',
    count: 22,
    ends: 'sent',
    what: 'A lookup in the spreadsheet found no account and left #N/A.',
    spoil: ({ cells }) => (cells['Account No'] = '#N/A'),
    mend: { kind: 'clear', column: 'Account No' },
  },
  {
    id: 'source-unknown',
    family: 'picklist',
    found: 'locally',
    column: 'Lead source',
    count: 54,
    ends: 'sent',
    what: 'The lead source is not on the org’s list.',
    spoil: ({ cells }, nth) => (cells['Lead source'] = nthOf(SOURCES, nth)),
    mend: {
      kind: 'map',
      column: 'Lead source',
      values: [
        { from: 'Messe', to: 'Trade Show' },
        { from: 'Empfehlung', to: 'Partner Referral' },
        { from: 'Tradeshow?', to: 'Trade Show' },
      ],
    },
  },
  {
    id: 'role-unknown',
    family: 'picklist',
    found: 'locally',
    column: 'Role',
    count: 31,
    onlyNew: true,
    ends: 'sent',
    what: 'The role is not on the org’s list.',
    spoil: ({ row, cells }, nth) => {
      cells.Role = nthOf(ROLES, nth);
      if (nth < REFUSED_TWICE) Object.assign(cells, { Mobile: '', Phone: germanMobile(row) });
      else if (cells.Mobile === '') cells.Mobile = germanMobile(row);
    },
    mend: {
      kind: 'map',
      column: 'Role',
      values: [
        { from: 'Onsite', to: 'On-site' },
        { from: 'Aussendienst', to: 'Field' },
        { from: 'Büro', to: 'Office' },
      ],
    },
  },
  {
    id: 'day-impossible',
    family: 'date',
    found: 'locally',
    column: 'Start date',
    count: 11,
    ends: 'sent',
    what: 'The start date is a day that does not exist.',
    spoil: ({ cells }, nth) => (cells['Start date'] = cyclic(NO_DAYS, nth)),
    mend: typed('Start date', (_row, nth) => cyclic(REAL_DAYS, nth)),
  },
  {
    id: 'day-unknown',
    family: 'date',
    found: 'locally',
    column: 'Start date',
    count: 8,
    ends: 'sent',
    what: 'The start date says tbd.',
    spoil: ({ cells }) => (cells['Start date'] = 'tbd'),
    mend: { kind: 'clear', column: 'Start date' },
  },
  {
    id: 'budget-none',
    family: 'error-cell',
    found: 'locally',
    column: 'Annual budget',
    count: 6,
    ends: 'sent',
    what: 'The budget says n/a.',
    spoil: ({ cells }) => (cells['Annual budget'] = 'n/a'),
    mend: { kind: 'clear', column: 'Annual budget' },
  },
  {
    id: 'budget-words',
    family: 'number',
    found: 'locally',
    column: 'Annual budget',
    count: 9,
    ends: 'sent',
    what: 'The budget is words.',
    spoil: ({ cells }) => (cells['Annual budget'] = 'auf Anfrage'),
    mend: { kind: 'clear', column: 'Annual budget' },
  },
  {
    id: 'mobile-long',
    family: 'too-long',
    found: 'locally',
    column: 'Mobile',
    count: 9,
    ends: 'sent',
    what: 'A remark stands in the mobile number, which is too long with it.',
    spoil: ({ row, cells }) => (cells.Mobile = `${germanMobile(row)} (privat, bitte nur abends)`),
    mend: { kind: 'cut', column: 'Mobile', length: '+49 15# ### ## ###'.length },
  },
];
