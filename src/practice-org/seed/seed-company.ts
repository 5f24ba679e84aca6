import { requireTable, type Org } from '../org';
import { pickInteger, pickOne, seedRandom, type Random } from '../random';
import { ACCOUNT_TYPES, INDUSTRIES } from '../schema/account';
import { LEAD_SOURCES, SITE_ROLES } from '../schema/contact';
import { SALUTATIONS } from '../schema/salutations';
import { formatDay } from '../values/date';
import { REGIONS, type Region } from './names';
import { COMPANY_HEADS, COMPANY_TAILS, DEPARTMENTS, TITLES } from './words';
import { makeRow } from './make-row';
import { seedSales } from './seed-sales';

const ACCOUNTS = 2000;
const CONTACTS = 1500;
const EXISTING_PEOPLE = 300;
/** Contacts that came from elsewhere, under numbers of their own. */
const OTHERS = 3200;
const DAY = 86_400_000;
/** The company was founded on a fixed day, so that one seed gives one company on any day. */
const FOUNDED = Date.UTC(2024, 0, 15, 9, 0, 0);

const LETTERS = 'ABCDEFGHJKLMNPRSTUVWY';

function fillPattern(random: Random, pattern: string): string {
  const filled = pattern.replace(/[#@]/g, (sign) =>
    sign === '#'
      ? String(pickInteger(random, 0, 9))
      : (LETTERS[pickInteger(random, 0, LETTERS.length - 1)] ?? 'A'),
  );
  return filled;
}

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/ß/g, 'ss')
    .replace(/[łŁ]/g, 'l')
    .replace(/ø/g, 'o')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .toLowerCase()
    .replace(/^-|-$/g, '');

type Place = { region: Region; street: string; city: string; state: string; postalCode: string };

function pickPlace(random: Random): Place {
  const region = pickOne(random, REGIONS);
  const [city, state] = pickOne(random, region.cities);
  const street = `${pickOne(random, region.streets)} ${pickInteger(random, 1, 180)}`;
  return { region, street, city, state, postalCode: fillPattern(random, region.postal) };
}

const maybe = <T>(random: Random, chance: number, value: () => T): T | null =>
  random() < chance ? value() : null;

type Company = { id: string; domain: string };

function seedAccount(org: Org, random: Random, n: number): Company {
  const { region, street, city, state, postalCode } = pickPlace(random);
  const stem = `${pickOne(random, COMPANY_HEADS)} ${pickOne(random, COMPANY_TAILS)}`;
  const domain = `${plain(stem)}-${n}.example`;
  const createdAt = FOUNDED + pickInteger(random, 0, 600) * DAY;
  const id = makeRow(
    org,
    requireTable(org, 'Account'),
    {
      Name: `${stem} ${city} ${pickOne(random, region.legal)}`,
      Account_No__c: `A-${10_000 + n}`,
      Type: pickOne(random, ACCOUNT_TYPES),
      Industry: pickOne(random, INDUSTRIES),
      Rating: maybe(random, 0.7, () => pickOne(random, ['Hot', 'Warm', 'Cold'])),
      Phone: fillPattern(random, region.phone),
      Website: `https://www.${domain}`,
      AnnualRevenue: maybe(random, 0.8, () => pickInteger(random, 50, 90_000) * 10_000),
      NumberOfEmployees: maybe(random, 0.9, () => pickInteger(random, 1, 5000)),
      BillingStreet: street,
      BillingCity: city,
      BillingState: state,
      BillingPostalCode: postalCode,
      BillingCountry: region.country,
      SLA_Expires__c: maybe(random, 0.5, () => formatDay(FOUNDED + pickInteger(random, 700, 1800) * DAY)),
      Active__c: random() < 0.9,
    },
    createdAt,
  );
  return { id, domain };
}

type ContactSeed = { number: string; email: (first: string, last: string, domain: string) => string };

function seedContact(org: Org, random: Random, companies: readonly Company[], seed: ContactSeed): void {
  const { region, street, city, state, postalCode } = pickPlace(random);
  const first = pickOne(random, region.first);
  const last = pickOne(random, region.last);
  const company = pickOne(random, companies);
  const role = maybe(random, 0.8, () => pickOne(random, SITE_ROLES));
  // On-site people always have a mobile number: the company keeps its own rules.
  const mobile = role === 'On-site' || random() < 0.6 ? fillPattern(random, region.phone) : null;
  makeRow(
    org,
    requireTable(org, 'Contact'),
    {
      AccountId: company.id,
      FirstName: first,
      LastName: last,
      Salutation: maybe(random, 0.5, () => pickOne(random, SALUTATIONS)),
      Email: seed.email(plain(first), plain(last), company.domain),
      Phone: fillPattern(random, region.phone),
      MobilePhone: mobile,
      Title: pickOne(random, TITLES),
      Department: pickOne(random, DEPARTMENTS),
      LeadSource: maybe(random, 0.7, () => pickOne(random, LEAD_SOURCES)),
      MailingStreet: street,
      MailingCity: city,
      MailingState: state,
      MailingPostalCode: postalCode,
      MailingCountry: region.country,
      Birthdate: maybe(random, 0.4, () =>
        formatDay(Date.UTC(1960, 0, 1) + pickInteger(random, 0, 14_000) * DAY),
      ),
      Contact_No__c: seed.number,
      Site_Role__c: role,
      Contract_Start__c: maybe(random, 0.6, () => formatDay(FOUNDED - pickInteger(random, 0, 2000) * DAY)),
      Annual_Budget__c: maybe(
        random,
        0.6,
        () => pickInteger(random, 10, 90_000) * 10 + pickInteger(random, 0, 99) / 100,
      ),
      Newsletter__c: random() < 0.4,
      Meter_No__c: maybe(random, 0.5, () => fillPattern(random, 'M-00####')),
    },
    FOUNDED + pickInteger(random, 0, 600) * DAY,
  );
}

const pad = (n: number, width: number): string => String(n).padStart(width, '0');

/** Fills the company with its accounts and contacts. The org's seed decides every value. */
export function seedCompany(org: Org): void {
  const random = seedRandom(`company ${org.seed}`);
  const companies: Company[] = [];
  for (let n = 1; n <= ACCOUNTS; n += 1) companies.push(seedAccount(org, random, n));
  for (let n = 1; n <= CONTACTS; n += 1) {
    seedContact(org, random, companies, {
      number: `C-${pad(n, 6)}`,
      email: (first, last, domain) => `${first}.${last}.${pad(n, 6)}@${domain}`,
    });
  }
  for (let n = 1; n <= EXISTING_PEOPLE; n += 1) {
    seedContact(org, random, companies, {
      number: `K-${900_000 + n}`,
      email: () => `existing.person.${n}@harbour-energy.example`,
    });
  }
  const elsewhere = seedRandom(`elsewhere ${org.seed}`);
  for (let n = 1; n <= OTHERS; n += 1) {
    seedContact(org, elsewhere, companies, {
      number: `S-${pad(n, 6)}`,
      email: (first, last, domain) => `${first}.${last}.s${pad(n, 6)}@${domain}`,
    });
  }
  seedSales(org, FOUNDED);
}

/** When the company was founded. */
export const FOUNDED_AT = FOUNDED;
