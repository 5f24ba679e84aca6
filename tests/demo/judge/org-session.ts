import { readTable } from './read-csv';

export type OrgRecord = Record<string, string | number | boolean | null>;

/** A session of the judge's own, apart from the program's. */
export type OrgSession = { instanceUrl: string; token: string };

const VERSION = '/services/data/v67.0';
const CLIENT = 'bulkhead-practice';
const CALLBACK = 'http://127.0.0.1:8717/OauthRedirect';

/** Signs in to the practice org as a person in a browser does: opens its page, allows, takes the code. */
export async function signInAsPerson(loginUrl: string): Promise<OrgSession> {
  const page = new URL('/services/oauth2/authorize', loginUrl);
  page.search = new URLSearchParams({
    response_type: 'code',
    client_id: CLIENT,
    redirect_uri: CALLBACK,
    scope: 'api',
    state: 'judge',
  }).toString();
  const html = await (await fetch(page)).text();
  const pageId = /name="page" value="([^"]+)"/.exec(html)?.[1] ?? '';
  const user = /<option value="([^"]+)" selected/.exec(html)?.[1] ?? '';
  const allowed = await fetch(new URL('/services/oauth2/authorize', loginUrl), {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ page: pageId, user, decision: 'allow' }),
  });
  const code = new URL(allowed.headers.get('location') ?? CALLBACK).searchParams.get('code');
  if (code === null) throw new Error(`The practice org did not let the judge in (HTTP ${allowed.status}).`);
  const answer = await fetch(new URL('/services/oauth2/token', loginUrl), {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      client_id: CLIENT,
      redirect_uri: CALLBACK,
    }),
  });
  const tokens = (await answer.json()) as { access_token?: string; instance_url?: string };
  if (tokens.access_token === undefined || tokens.instance_url === undefined) {
    throw new Error(`The practice org gave the judge no session (HTTP ${answer.status}).`);
  }
  return { instanceUrl: tokens.instance_url, token: tokens.access_token };
}

async function get(session: OrgSession, path: string): Promise<Response> {
  const answer = await fetch(session.instanceUrl + path, {
    headers: { Authorization: `Bearer ${session.token}` },
  });
  if (!answer.ok) throw new Error(`The org answered ${answer.status} to GET ${path}: ${await answer.text()}`);
  return answer;
}

type QueryPage = { records: Record<string, unknown>[]; done: boolean; nextRecordsUrl?: string };

/** Fields of parents come out flat, as `Account.Account_No__c`. */
function flatten(record: Record<string, unknown>, prefix = ''): OrgRecord {
  const flat: OrgRecord = {};
  for (const [name, value] of Object.entries(record)) {
    if (name === 'attributes') continue;
    if (typeof value === 'object' && value !== null) {
      Object.assign(flat, flatten(value as Record<string, unknown>, `${prefix}${name}.`));
    } else flat[prefix + name] = value as OrgRecord[string];
  }
  return flat;
}

/** Every record of a SOQL query, all pages of it. */
export async function queryOrg(session: OrgSession, soql: string): Promise<OrgRecord[]> {
  const records: OrgRecord[] = [];
  let path: string | undefined = `${VERSION}/query?q=${encodeURIComponent(soql)}`;
  while (path !== undefined) {
    const page = (await (await get(session, path)).json()) as QueryPage;
    records.push(...page.records.map((record) => flatten(record)));
    path = page.done ? undefined : page.nextRecordsUrl;
  }
  return records;
}

/** One bulk job and the rows that were committed in it, as the org tells it. */
export type OrgJob = {
  id: string;
  state: string;
  object: string;
  operation: string;
  createdDate: string;
  succeeded: Record<string, string>[];
  failed: Record<string, string>[];
  unprocessed: Record<string, string>[];
};

type JobPage = {
  done: boolean;
  nextRecordsUrl: string | null;
  records: { id: string; state: string; object: string; operation: string; createdDate: string }[];
};

const DELIMITERS: Record<string, string> = { COMMA: ',', SEMICOLON: ';', TAB: '\t', PIPE: '|', CARET: '^' };

/** Every bulk job of the org with all its rows, oldest first. */
export async function listJobs(session: OrgSession): Promise<OrgJob[]> {
  const found: JobPage['records'] = [];
  let path: string | null = `${VERSION}/jobs/ingest`;
  while (path !== null) {
    const page = (await (await get(session, path)).json()) as JobPage;
    found.push(...page.records);
    path = page.done ? null : page.nextRecordsUrl;
  }
  const jobs: OrgJob[] = [];
  for (const { id, state, object, operation, createdDate } of found) {
    const info = (await (await get(session, `${VERSION}/jobs/ingest/${id}`)).json()) as {
      columnDelimiter?: string;
    };
    const ended = ['JobComplete', 'Failed', 'Aborted'].includes(state);
    const rows = async (kind: string): Promise<Record<string, string>[]> => {
      if (!ended) return [];
      const text = await (await get(session, `${VERSION}/jobs/ingest/${id}/${kind}`)).text();
      return readTable(text, DELIMITERS[info.columnDelimiter ?? 'COMMA'] ?? ',');
    };
    jobs.push({
      id,
      state,
      object,
      operation,
      createdDate,
      succeeded: await rows('successfulResults'),
      failed: await rows('failedResults'),
      unprocessed: await rows('unprocessedrecords'),
    });
  }
  return jobs.sort((a, b) => a.createdDate.localeCompare(b.createdDate) || a.id.localeCompare(b.id));
}
