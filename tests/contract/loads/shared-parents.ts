import type { LoadOptions, LoadView } from '../../../src/shared/domain/load';
import type { World } from './world';

/** Makes accounts A-10001 and so on in an empty org, 200 a call. */
export const makeAccounts = async (world: World, count: number): Promise<void> => {
  const headers = { Authorization: `Bearer ${world.org.accessToken}`, 'Content-Type': 'application/json' };
  const path = `${world.org.instanceUrl}/services/data/v67.0/composite/sobjects`;
  for (let from = 0; from < count; from += 200) {
    const records = Array.from({ length: Math.min(200, count - from) }, (_, at) => ({
      attributes: { type: 'Account' },
      Name: `Account ${from + at}`,
      Account_No__c: `A-${10_001 + from + at}`,
    }));
    const body = JSON.stringify({ allOrNone: true, records });
    const answer = await fetch(path, { method: 'POST', headers, body });
    if (!answer.ok) throw new Error(await answer.text());
  }
};

/** Contacts, each under the account whose number `parentOf` gives for its row, counted from 0. */
export const prepareContacts = async (
  world: World,
  name: string,
  rows: number,
  parentOf: (at: number) => number,
  options: Partial<LoadOptions>,
): Promise<string> => {
  const lines = Array.from({ length: rows }, (_, at) => `${name} ${at + 1},A-${10_001 + parentOf(at)}`);
  const path = await world.file(`${name}.csv`, `Last Name,Account No\n${lines.join('\n')}\n`);
  const { id: loadId } = await world.call['loads.create']({ orgId: world.orgId, path });
  await world.call['loads.setTarget']({ loadId, object: 'Contact', operation: 'insert' });
  await world.call['loads.setMapping']({
    loadId,
    entries: [
      { column: 0, field: 'LastName' },
      { column: 1, field: 'Account.Account_No__c' },
    ],
  });
  await world.call['loads.setOptions']({ loadId, options });
  return loadId;
};

/** Lets a checked load go in the order of the file, as if nobody had looked at its parents. */
export const keepFileOrder = async (world: World, loadId: string): Promise<void> => {
  const store = await world.program.loads.store(loadId);
  await store.change(async (doc) => ({ ...doc, prepared: null, parents: null }));
};

/** The load when its first attempt is over. */
export const firstEnd = async (world: World, loadId: string): Promise<LoadView> => {
  for (;;) {
    const view = await world.call['loads.get']({ loadId });
    if (view.attempts[0]?.endedAt != null) return view;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

/** Rows the org itself says it refused in jobs of Bulk API 2.0. */
export const refusedByOrg = async (world: World, { jobs }: LoadView): Promise<number> => {
  let refused = 0;
  for (const { id } of jobs) {
    const path = `/services/data/v67.0/jobs/ingest/${id}`;
    refused += ((await world.ask(path)) as { numberRecordsFailed: number }).numberRecordsFailed;
  }
  return refused;
};
