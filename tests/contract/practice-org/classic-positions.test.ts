import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPracticeOrg, type PracticeOrg } from '../../../src/practice-org/server';
import { addBatch, callClassic, element, elements, openClassic, resultOf, waitForBatches } from './classic';
import { dataLines, query, type Body } from './client';

let practice: PracticeOrg;
beforeAll(async () => {
  practice = await startPracticeOrg({ seed: 'positions', empty: true });
});
afterAll(() => practice.close());

const ROWS = 730;
const isBad = (n: number): boolean => n % 7 === 3 || n % 31 === 0;
const nameOf = (form: string, n: number): string => `${form} ${n}`;
const emailOf = (form: string, n: number): string =>
  isBad(n) ? 'nobody' : `p${n}@${form.toLowerCase()}.example`;
const numbers = Array.from({ length: ROWS }, (_, n) => n);

/** What each form sends, and how it says of each row whether it was saved, under which id and why not. */
const FORMS: readonly {
  form: string;
  write: () => string;
  read: (result: string) => { ok: boolean; id: string | null; why: string }[];
}[] = [
  {
    form: 'CSV',
    write: () =>
      `LastName,Email\n${numbers.map((n) => `${nameOf('CSV', n)},${emailOf('CSV', n)}`).join('\n')}\n`,
    read: (result) =>
      dataLines(result).map((line) => {
        const [id = '', ok, , why = ''] = line.slice(1, -1).split('","');
        return { ok: ok === 'true', id: id || null, why };
      }),
  },
  {
    form: 'JSON',
    write: () =>
      JSON.stringify(numbers.map((n) => ({ LastName: nameOf('JSON', n), Email: emailOf('JSON', n) }))),
    read: (result) =>
      (JSON.parse(result) as Body[]).map(({ success, id, errors }) => ({
        ok: success === true,
        id: id as string | null,
        why: JSON.stringify(errors),
      })),
  },
  {
    form: 'XML',
    write: () =>
      `<sObjects xmlns="x">${numbers.map((n) => `<sObject><LastName>${nameOf('XML', n)}</LastName><Email>${emailOf('XML', n)}</Email></sObject>`).join('')}</sObjects>`,
    read: (result) =>
      [...result.matchAll(/<result>(.*?)<\/result>/gs)].map(([, inner = '']) => ({
        ok: element(inner, 'success') === 'true',
        id: element(inner, 'id'),
        why: inner,
      })),
  },
];

async function waitForEnd(job: string): Promise<void> {
  for (;;) {
    const list = (await callClassic(practice, 'GET', `/${job}/batch`)).text;
    if (!/Queued|InProgress/.test(list)) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

describe('Bulk API 1.0 keeps its order', () => {
  it.each(FORMS)('result n is that of row n, in $form', async ({ form, write, read }) => {
    const job = await openClassic(practice, { contentType: form });
    const batch = await addBatch(practice, job, write(), form);
    await waitForEnd(job);
    const results = read(await resultOf(practice, job, batch));
    expect(results.map(({ ok }) => !ok)).toEqual(numbers.map(isBad));
    expect(results.filter(({ ok }) => !ok).every(({ why }) => why.includes('INVALID_EMAIL_ADDRESS'))).toBe(
      true,
    );
    const saved = await query(practice, `SELECT Id, LastName FROM Contact WHERE LastName LIKE '${form} %'`);
    const names = new Map(saved.map((record) => [record['Id'], record['LastName']]));
    expect(results.map(({ id }) => (id === null ? null : names.get(id)))).toEqual(
      numbers.map((n) => (isBad(n) ? null : nameOf(form, n))),
    );
  });

  it('batches are listed in the order in which they came', async () => {
    const job = await openClassic(practice);
    const sent = [];
    for (let n = 0; n < 12; n += 1) sent.push(await addBatch(practice, job, `LastName\nOrder ${n}\n`));
    expect(elements(await waitForBatches(practice, job), 'id')).toEqual(sent);
    const inJson = await callClassic(practice, 'GET', `/${job}/batch`, undefined, {
      'Content-Type': 'application/json',
    });
    expect((inJson.json() as { batchInfo: Body[] }).batchInfo.map(({ id }) => id)).toEqual(sent);
  });

  it('runs the assignment rule that the job names, and none without', async () => {
    const [rule] = await query(practice, "SELECT Id FROM AssignmentRule WHERE SobjectType = 'Lead'");
    const ownerOf = async (assignmentRuleId?: string): Promise<string> => {
      const job = await openClassic(practice, {
        object: 'Lead',
        ...(assignmentRuleId === undefined ? {} : { assignmentRuleId }),
      });
      const batch = await addBatch(practice, job, 'LastName,Company\nLead,Acme\n');
      await waitForBatches(practice, job);
      const id = dataLines(await resultOf(practice, job, batch))[0]?.slice(1, 19) ?? '';
      const [lead] = await query(practice, `SELECT OwnerId FROM Lead WHERE Id = '${id}'`);
      return String(lead?.['OwnerId']);
    };
    expect(await ownerOf(String(rule?.['Id']))).toMatch(/^00G/);
    expect(await ownerOf()).toBe(practice.org.adminId);
  });
});
