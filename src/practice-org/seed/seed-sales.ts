import { requireTable, type Org } from '../org';
import { pickInteger, pickOne, seedRandom, type Random } from '../random';
import { positionOf, type Row } from '../store/table';
import { POSITION } from '../schema/fields';
import { formatDay } from '../values/date';
import { makeRow } from './make-row';

const OPPORTUNITIES = 400;
const CASES = 300;
const DAY = 86_400_000;

const STAGES = [
  'Prospecting',
  'Qualification',
  'Needs Analysis',
  'Proposal/Price Quote',
  'Closed Won',
  'Closed Lost',
];
const DEALS = [
  'Meter rollout',
  'Supply contract',
  'Site survey',
  'Maintenance plan',
  'Tariff change',
  'Grid connection',
];
const SUBJECTS = [
  ['Meters', 'Reading', 'Reading looks too high'],
  ['Meters', 'Replacement', 'Meter shows no display'],
  ['Billing', 'Amount', 'Invoice does not match the contract'],
  ['Billing', 'Due date', 'Invoice arrived after its due date'],
  ['Supply', 'Outage', 'No supply since this morning'],
] as const;

function seedOpportunity(
  org: Org,
  random: Random,
  account: Row,
  name: string,
  n: number,
  founded: number,
): void {
  const stage = pickOne(random, STAGES);
  const createdAt = founded + pickInteger(random, 0, 600) * DAY;
  makeRow(
    org,
    requireTable(org, 'Opportunity'),
    {
      AccountId: account[POSITION.Id] ?? null,
      Name: `${pickOne(random, DEALS)} for ${name}`.slice(0, 120),
      StageName: stage,
      Probability:
        stage === 'Closed Won' ? 100 : stage === 'Closed Lost' ? 0 : pickInteger(random, 1, 9) * 10,
      Amount: pickInteger(random, 5, 900) * 1000,
      CloseDate: formatDay(createdAt + pickInteger(random, 20, 400) * DAY),
      Type: pickOne(random, ['Existing Business', 'New Business']),
      Opportunity_No__c: `O-${50_000 + n}`,
    },
    createdAt,
  );
}

function seedCase(org: Org, random: Random, account: Row, founded: number): void {
  const [area, topic, subject] = pickOne(random, SUBJECTS);
  makeRow(
    org,
    requireTable(org, 'Case'),
    {
      AccountId: account[POSITION.Id] ?? null,
      Subject: subject,
      Area__c: area,
      Topic__c: topic,
      Status: pickOne(random, ['New', 'Working', 'Escalated', 'Closed']),
      Priority: pickOne(random, ['High', 'Medium', 'Low']),
      Origin: pickOne(random, ['Phone', 'Email', 'Web']),
    },
    founded + pickInteger(random, 0, 600) * DAY,
  );
}

/**
 * Gives the company opportunities, over all its accounts, and cases, over the last quarter of them: an
 * account with a case cannot be deleted.
 */
export function seedSales(org: Org, founded: number): void {
  const random = seedRandom(`sales ${org.seed}`);
  const table = requireTable(org, 'Account');
  const accounts = [...table.rows.values()];
  const named = positionOf(table, 'Name');
  for (let n = 1; n <= OPPORTUNITIES; n += 1) {
    const account = pickOne(random, accounts);
    seedOpportunity(org, random, account, String(account[named]), n, founded);
  }
  const later = accounts.slice(Math.floor(accounts.length * 0.75));
  for (let n = 1; n <= CASES; n += 1) seedCase(org, random, pickOne(random, later), founded);
}
