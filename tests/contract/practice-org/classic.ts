import type { PracticeOrg } from '../../../src/practice-org/server';
import { call, type Answer } from './client';

const ASYNC = '/services/async/67.0/job';
const XML = { 'Content-Type': 'application/xml; charset=UTF-8' };

/** Calls Bulk API 1.0 as its clients do: the token bare in a header of its own. */
export function callClassic(
  practice: PracticeOrg,
  method: string,
  path: string,
  body?: string | Buffer,
  headers: Record<string, string> = XML,
): Promise<Answer> {
  return call(practice, method, `${ASYNC}${path}`, {
    token: null,
    headers: { 'X-SFDC-Session': practice.accessToken, ...headers },
    ...(body === undefined ? {} : { body }),
  });
}

/** The text of the first element of some name. */
export function element(xml: string, name: string): string | null {
  return new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1] ?? null;
}

export function elements(xml: string, name: string): string[] {
  return [...xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map((found) => found[1] ?? '');
}

export type ClassicOptions = {
  object?: string;
  operation?: string;
  externalIdFieldName?: string;
  concurrencyMode?: string;
  assignmentRuleId?: string;
  contentType?: string;
};

export function jobXml(options: ClassicOptions): string {
  const all = { operation: 'insert', object: 'Contact', contentType: 'CSV', ...options };
  const order = [
    'operation',
    'object',
    'externalIdFieldName',
    'concurrencyMode',
    'assignmentRuleId',
    'contentType',
  ] as const;
  const members = order
    .filter((name) => all[name] !== undefined)
    .map((name) => `<${name}>${String(all[name])}</${name}>`);
  return `<?xml version="1.0" encoding="UTF-8"?><jobInfo xmlns="http://www.force.com/2009/06/asyncapi/dataload">${members.join('')}</jobInfo>`;
}

function readIdOf(answer: Answer): string {
  const id = element(answer.text, 'id') ?? /"id":"([^"]+)"/.exec(answer.text)?.[1];
  if (id === undefined) throw new Error(answer.text);
  return id;
}

export async function openClassic(
  practice: PracticeOrg,
  options: ClassicOptions = {},
  headers: Record<string, string> = {},
): Promise<string> {
  const answer = await callClassic(practice, 'POST', '', jobXml(options), { ...XML, ...headers });
  return readIdOf(answer);
}

const TYPES: Readonly<Record<string, string>> = {
  CSV: 'text/csv',
  JSON: 'application/json',
  XML: XML['Content-Type'],
};

export async function addBatch(
  practice: PracticeOrg,
  job: string,
  body: string | Buffer,
  contentType = 'CSV',
): Promise<string> {
  const answer = await callClassic(practice, 'POST', `/${job}/batch`, body, {
    'Content-Type': `${TYPES[contentType] ?? contentType}; charset=UTF-8`,
  });
  return readIdOf(answer);
}

export function setClassic(practice: PracticeOrg, job: string, state: string): Promise<Answer> {
  return callClassic(practice, 'POST', `/${job}`, `<jobInfo xmlns="x"><state>${state}</state></jobInfo>`);
}

/** The states of a job's batches, in the order of the list. */
export async function batchStates(practice: PracticeOrg, job: string): Promise<string[]> {
  return elements((await callClassic(practice, 'GET', `/${job}/batch`)).text, 'state');
}

/** Waits until no batch of a job is waiting or running; answers what the list said then. */
export async function waitForBatches(practice: PracticeOrg, job: string): Promise<string> {
  for (;;) {
    const list = (await callClassic(practice, 'GET', `/${job}/batch`)).text;
    const states = elements(list, 'state');
    if (states.length > 0 && !states.some((state) => state === 'Queued' || state === 'InProgress'))
      return list;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

export async function resultOf(practice: PracticeOrg, job: string, batch: string): Promise<string> {
  return (await callClassic(practice, 'GET', `/${job}/batch/${batch}/result`)).text;
}
