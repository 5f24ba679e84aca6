import { parseCsv } from './csv';
import type { Passed } from './gate';
import type { Described, LogEntry, OrgHand } from './org-hand';
import { flattenRecord, signOf, type Values } from './values';

/** Rows that were handed over together to be carried out, and what the program was told became of them. */
export type Commit = {
  api: '2.0' | '1.0' | 'collections';
  operation: string;
  id: string;
  /** Which call of the program it was; a late one comes to the org after others. */
  n: number;
  signs: string[];
  /** By sign: how often the program was told that it had not gone in. */
  toldOpen: Map<string, number>;
  /** The same for what had gone in; of collections alone, and only where the program lived on to hear it. */
  toldSaved: Map<string, number>;
  /** Rows that went in, by the org's own results; null where they are not known. */
  saved: Map<string, number> | null;
};

/** JSON, or null where it was cut. */
const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

const count = (signs: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const sign of signs) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  return counts;
};

const toValues = (header: readonly string[], cells: readonly string[]): Values =>
  Object.fromEntries(
    header.flatMap((name, at) => (name.startsWith('sf__') ? [] : [[name, cells[at] ?? ''] as const])),
  );

const signsOf = (text: string): string[] => {
  const [header = [], ...records] = parseCsv(text);
  return records.map((cells) => signOf(toValues(header, cells)));
};

const sum = (maps: readonly Map<string, number>[]): Map<string, number> => {
  const all = new Map<string, number>();
  for (const map of maps) for (const [sign, times] of map) all.set(sign, (all.get(sign) ?? 0) + times);
  return all;
};

/** By what the rows of one load are told from those of another. */
const markIn = (body: string): string => /Qz\d+[ab]/.exec(body)?.[0] ?? '';

/** The number of a call at the gate. */
const numberOf = ({ userAgent }: LogEntry): number => Number(userAgent?.split('-')[1] ?? 0);

const base = '/services/data/v67.0/jobs/ingest';
const classic = '/services/async/67.0/job';

type Input = {
  org: OrgHand;
  described: Described;
  passed: readonly Passed[];
  kept: ReadonlyMap<string, string>;
};

/** Calls whose answer came to the program whole, newest last. */
const heard = ({ passed }: Input, pattern: RegExp): Passed[] =>
  passed.filter(
    (call) => call.delivered && call.status === 200 && call.method === 'GET' && pattern.test(call.path),
  );

const readJob = async (input: Input, entry: LogEntry): Promise<Commit> => {
  const { org, described, passed, kept } = input;
  const id = entry.jobId ?? '';
  const names = new Set(
    described.log
      .filter(({ jobId, effect }) => jobId === id && effect === 'uploaded')
      .map(({ userAgent }) => userAgent),
  );
  const body = passed.find(({ n }) => names.has(`gate-${n}`))?.body ?? '';
  const signs = signsOf(body);
  const told = (kind: string): Map<string, number> => {
    const last = heard(input, new RegExp(`${id.slice(0, 15)}\\w*/${kind}`)).at(-1);
    return count(last === undefined ? [] : signsOf(last.answer));
  };
  const looks = heard(input, new RegExp(`jobs/ingest/${id.slice(0, 15)}\\w*$`));
  const isRefused = looks.some(({ answer }) => {
    const job = (readJson(answer) ?? {}) as Record<string, unknown>;
    return job['state'] === 'Failed' && !job['numberRecordsProcessed'] && !job['numberRecordsFailed'];
  });
  const path = `${base}/${id}/successfulResults`;
  const results = kept.get(`${id}/successfulResults`) ?? (await org.ask('GET', path));
  return {
    api: '2.0',
    operation: described.jobs.find((job) => job.id === id)?.operation ?? '',
    id,
    n: numberOf(entry),
    signs,
    toldOpen: isRefused ? count(signs) : sum([told('failedResults'), told('unprocessedrecords')]),
    toldSaved: new Map(),
    saved: results === null ? null : count(signsOf(results)),
  };
};

const readBatch = async (input: Input, entry: LogEntry): Promise<Commit> => {
  const { org, described, kept } = input;
  const { jobId, batchId } = entry;
  const path = `${classic}/${jobId}/batch/${batchId}`;
  const body = kept.get(`${batchId}/request`) ?? (await org.ask('GET', `${path}/request`)) ?? '';
  const signs = signsOf(body);
  const toOpen = (text: string | undefined): string[] =>
    text === undefined
      ? []
      : parseCsv(text)
          .slice(1)
          .flatMap(([, success], at) => (success === 'false' ? [signs[at] ?? ''] : []));
  const last = heard(input, new RegExp(`${batchId?.slice(0, 15)}\\w*/result`)).at(-1);
  const lists = heard(input, new RegExp(`${jobId?.slice(0, 15)}\\w*/batch/*$`));
  const isUntried = lists.some(({ answer }) =>
    answer
      .split('<batchInfo')
      .some(
        (part) =>
          part.includes(batchId ?? '-') &&
          (part.includes('>NotProcessed<') ||
            (part.includes('>Failed<') && part.includes('<numberRecordsProcessed>0<'))),
      ),
  );
  const results = kept.get(`${batchId}/result`) ?? (await org.ask('GET', `${path}/result`));
  const saved =
    results === null
      ? null
      : count(
          parseCsv(results)
            .slice(1)
            .flatMap(([, success], at) => (success === 'true' ? [signs[at] ?? ''] : [])),
        );
  return {
    api: '1.0',
    operation: described.classicJobs.find((job) => job.id === jobId)?.operation ?? '',
    id: batchId ?? '',
    n: numberOf(entry),
    signs,
    toldOpen: isUntried ? count(signs) : count(toOpen(last?.answer)),
    toldSaved: new Map(),
    saved,
  };
};

const operations: Readonly<Record<string, string>> = { POST: 'insert', PATCH: 'update', DELETE: 'delete' };

type Answered = { success: boolean; id: string | null }[];

const readCall = ({ passed }: Input, entry: LogEntry): Commit => {
  const call = passed.find(({ n }) => entry.userAgent === `gate-${n}`);
  const path = decodeURIComponent(call?.path ?? '');
  const idsGiven = /[?&]ids=([^&]*)/.exec(path)?.[1]?.split(',') ?? [];
  const given =
    call?.method === 'DELETE'
      ? idsGiven.map((Id): Values => ({ Id }))
      : ((JSON.parse(call?.body ?? '{}') as { records?: Record<string, unknown>[] }).records ?? []).map(
          flattenRecord,
        );
  const toWire = ({ id, ...rest }: Values): Values => (id === undefined ? rest : { Id: id, ...rest });
  const signs = given.map((values) => signOf(toWire(values)));
  const answers = (readJson(call?.answer ?? '') ?? []) as Answered;
  const isHeard = call?.delivered === true && call.status === 200 && answers.length === signs.length;
  // It goes on to other rows once it has written down what it heard.
  const livedOn = passed.some(
    ({ n, life, body, path: other }) =>
      call !== undefined &&
      n > call.n &&
      life === call.life &&
      markIn(body) === markIn(call.body) &&
      other.includes('composite/sobjects') &&
      (body !== call.body || other !== call.path),
  );
  const pick = (success: boolean): string[] => signs.filter((_, at) => answers[at]?.success === success);
  return {
    api: 'collections',
    operation: /composite\/sobjects\/\w+\/\w+/.test(path) ? 'upsert' : (operations[call?.method ?? ''] ?? ''),
    id: `call ${call?.n}`,
    n: numberOf(entry),
    signs,
    toldOpen: count(isHeard ? pick(false) : []),
    toldSaved: count(isHeard && livedOn ? pick(true) : []),
    saved: null,
  };
};

/** Everything the org was told to carry out, in order. */
export const readCommits = async (input: Input): Promise<Commit[]> => {
  const commits: Commit[] = [];
  for (const entry of input.described.log) {
    if (entry.userAgent === 'judge') continue;
    if (entry.effect === 'saved') commits.push(readCall(input, entry));
    else if (entry.effect !== 'committed') continue;
    else commits.push(entry.batchId === null ? await readJob(input, entry) : await readBatch(input, entry));
  }
  return commits;
};
