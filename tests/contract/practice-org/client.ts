import type { PracticeOrg } from '../../../src/practice-org/server';

/** One answer as a test looks at it. */
export type Answer = { status: number; headers: Headers; text: string; json: () => unknown };

/** The body of an answer as a list or map of whatever stands in it. */
export type Body = { [name: string]: unknown };

export const LATEST = '/services/data/v67.0';

/** Calls the practice org over real HTTP as its admin. */
export async function call(
  practice: PracticeOrg,
  method: string,
  path: string,
  options: {
    body?: string | Buffer | ReadableStream;
    headers?: Record<string, string>;
    token?: string | null;
  } = {},
): Promise<Answer> {
  const token = options.token === undefined ? practice.accessToken : options.token;
  const streamed = options.body instanceof ReadableStream;
  const response = await fetch(practice.instanceUrl + path, {
    method,
    redirect: 'manual',
    headers: {
      ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
      ...(typeof options.body === 'string' ? { 'Content-Type': 'application/json' } : {}),
      ...options.headers,
    },
    ...(options.body === undefined ? {} : { body: options.body as BodyInit }),
    ...(streamed ? { duplex: 'half' } : {}),
  } as RequestInit);
  // Decoded here, since text() would swallow a byte order mark.
  const text = Buffer.from(await response.arrayBuffer()).toString('utf8');
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: () => JSON.parse(text) as unknown,
  };
}

export async function getJson(practice: PracticeOrg, path: string): Promise<Body> {
  return (await call(practice, 'GET', path)).json() as Body;
}

export async function query(practice: PracticeOrg, soql: string, resource = 'query'): Promise<Body[]> {
  const body = await getJson(practice, `${LATEST}/${resource}?q=${encodeURIComponent(soql)}`);
  return body['records'] as Body[];
}

export async function control(practice: PracticeOrg, body: unknown): Promise<Body> {
  const answer = await call(practice, 'POST', '/practice/control', {
    body: JSON.stringify(body),
    headers: { 'X-Practice-Control': practice.controlToken },
  });
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.json() as Body;
}

export async function readControl(practice: PracticeOrg): Promise<Body> {
  return (
    await call(practice, 'GET', '/practice/control', {
      headers: { 'X-Practice-Control': practice.controlToken },
    })
  ).json() as Body;
}

export type JobOptions = {
  assignmentRuleId?: string;
  object?: string;
  operation?: string;
  externalIdFieldName?: string;
  columnDelimiter?: string;
  lineEnding?: string;
};

export async function openJob(practice: PracticeOrg, options: JobOptions): Promise<Body> {
  const answer = await call(practice, 'POST', `${LATEST}/jobs/ingest`, {
    body: JSON.stringify({ object: 'Contact', operation: 'insert', ...options }),
  });
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.json() as Body;
}

export function putCsv(practice: PracticeOrg, jobId: string, csv: string | Buffer): Promise<Answer> {
  return call(practice, 'PUT', `${LATEST}/jobs/ingest/${jobId}/batches`, {
    body: Buffer.from(csv),
    headers: { 'Content-Type': 'text/csv' },
  });
}

export function patchJob(practice: PracticeOrg, jobId: string, state: string): Promise<Answer> {
  return call(practice, 'PATCH', `${LATEST}/jobs/ingest/${jobId}`, { body: JSON.stringify({ state }) });
}

const ENDS = ['JobComplete', 'Failed', 'Aborted'];

export async function waitForEnd(practice: PracticeOrg, jobId: string): Promise<Body> {
  for (;;) {
    const job = await getJson(practice, `${LATEST}/jobs/ingest/${jobId}`);
    if (ENDS.includes(String(job['state']))) return job;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

export type Finished = { id: string; job: Body; successful: string; failed: string; unprocessed: string };

export async function readResults(practice: PracticeOrg, id: string): Promise<Omit<Finished, 'id' | 'job'>> {
  const read = async (name: string): Promise<string> =>
    (await call(practice, 'GET', `${LATEST}/jobs/ingest/${id}/${name}`)).text;
  return {
    successful: await read('successfulResults'),
    failed: await read('failedResults'),
    unprocessed: await read('unprocessedrecords'),
  };
}

/** Runs a whole job and reads everything it left. */
export async function runJob(
  practice: PracticeOrg,
  options: JobOptions,
  csv: string | Buffer,
): Promise<Finished> {
  const id = String((await openJob(practice, options))['id']);
  await putCsv(practice, id, csv);
  await patchJob(practice, id, 'UploadComplete');
  const job = await waitForEnd(practice, id);
  return { id, job, ...(await readResults(practice, id)) };
}

/** The data lines of a result, without its header; cells of these tests hold no line breaks. */
export function dataLines(result: string): string[] {
  return result
    .split(/\r?\n/)
    .slice(1)
    .filter((line) => line !== '');
}
