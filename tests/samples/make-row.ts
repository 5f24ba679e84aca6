import { accountNo, contactNo, serial, type Contact } from './columns';
import { DOMAINS, NOTES, PLACES, type Place } from './places';
import { between, fillDigits, pick, startRandom, type Random } from './random';

const SOURCES = ['Web', 'Phone Inquiry', 'Partner Referral', 'Purchased List', 'Trade Show', 'Other'];
const ROLES = ['Office', 'On-site', 'Field'];
/** Accounts that others are writing to when the load starts; only rows meant to meet them have them. */
export const BUSY_ACCOUNTS = [7, 21, 42];

/** Lower-case Latin letters and hyphens, as in an e-mail address. */
export function toLatin(name: string): string {
  const [written = '', latin = written] = name.split('|');
  return latin
    .replace(/ß/g, 'ss')
    .replace(/[øØ]/g, 'o')
    .replace(/[łŁ]/g, 'l')
    .replace(/[æÆ]/g, 'ae')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

function pickPlace(random: Random): Place {
  let left = random() * PLACES.reduce((sum, { share }) => sum + share, 0);
  for (const place of PLACES) {
    left -= place.share;
    if (left < 0) return place;
  }
  throw new Error('the shares of the places do not add up');
}

function pickAccount(random: Random): string {
  const n = between(random, 1, 2000);
  return BUSY_ACCOUNTS.includes(n) ? accountNo(n + 1) : accountNo(n);
}

/** `1.234,50`, sometimes without the cents. */
function writeBudget(random: Random): string {
  const whole = String(between(random, 120, 480_000)).replace(/\B(?=(\d{3})+$)/g, '.');
  return random() < 0.05 && whole.includes('.')
    ? whole
    : `${whole},${pick(random, ['00', '50', '95', '05'])}`;
}

function writeDay(random: Random): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(between(random, 1, 28))}.${two(between(random, 1, 12))}.${between(random, 2012, 2026)}`;
}

const writtenAs = (name: string): string => name.split('|')[0] ?? name;

function pickSalutation(random: Random): string {
  if (random() < 0.4) return '';
  return random() < 0.15 ? 'Dr.' : pick(random, ['Ms.', 'Mr.']);
}

/** A sound row: every rule of the practice org is kept, and known contacts bring a whole address. */
export function makeSoundRow(row: number, at?: Place): Contact {
  const random = startRandom(`contact ${row}`);
  const place = at ?? pickPlace(random);
  const first = pick(random, place.first);
  const last = pick(random, place.last);
  const [city, postal] = pick(random, place.cities);
  const role = random() < 0.85 ? pick(random, ROLES) : '';
  const some = (chance: number, value: () => string): string => {
    const text = value();
    return random() < chance ? text : '';
  };
  const mobile = fillDigits(random, place.mobile);
  return {
    row,
    beyond: [],
    cells: {
      'Contact No': contactNo(row),
      Salutation: pickSalutation(random),
      'First name': some(0.97, () => writtenAs(first)),
      Surname: writtenAs(last),
      'E-mail': `${toLatin(first)}.${toLatin(last)}.${serial(row)}@${pick(random, DOMAINS)}`,
      Mobile: role === 'On-site' || random() < 0.55 ? mobile : '',
      Phone: some(0.8, () => fillDigits(random, place.phone)),
      Role: role,
      'Lead source': some(0.7, () => pick(random, SOURCES)),
      'Account No': some(0.94, () => pickAccount(random)),
      Street: fillDigits(random, pick(random, place.streets)),
      'Postal code': postal,
      City: city,
      Country: place.country,
      'Start date': some(0.9, () => writeDay(random)),
      'Annual budget': some(0.8, () => writeBudget(random)),
      Newsletter: pick(random, ['ja', 'nein', 'nein', '']),
      'Meter No': some(0.6, () => fillDigits(random, '000#######')),
      'Notes (internal)': some(0.3, () => pick(random, NOTES)),
    },
  };
}

/** Leaves a blank after some cells, as typing does. */
export function addStrayBlanks(contact: Contact): void {
  const random = startRandom(`blanks ${contact.row}`);
  for (const column of ['Surname', 'City', 'Street', 'Salutation', 'E-mail'] as const) {
    if (contact.cells[column] !== '' && random() < 0.015) contact.cells[column] += ' ';
  }
}
