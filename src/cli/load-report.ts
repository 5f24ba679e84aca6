import { countAutomatic, maxFollowUps } from '../core/load/follow-up';
import type { Program } from '../main/compose';
import type { LoadDoc } from '../main/store/load-doc';
import { chooseWay } from '../main/use-cases/loads/choose-way';
import type { LoadView } from '../shared/domain/load';
import type { Dialect } from '../shared/domain/sheet';
import type { LoadableObject } from '../shared/domain/sobject';
import { rankGroups } from '../core/problems/group';
import { readGroups } from '../main/store/row-states';
import { text } from '../shared/messages/format';
import { exitCodes, type ExitCode } from './exit-codes';
import { readMemory } from './load-memory';

/** The JSON line of a load. Its fields are promised to scripts and stay as they are. */
export type LoadLine = {
  loadId: string;
  state: string;
  exit: ExitCode;
  api: string;
  rows: number;
  created: number;
  updated: number;
  unchanged: number;
  deleted: number;
  succeeded: number;
  failed: number;
  notProcessed: number;
  noVerdict: number;
  held: number;
  excluded: number;
  balanced: boolean;
  attempts: number;
  seconds: number;
  jobs: { id: string | null; api: string; state: string | null; rows: number }[];
};

const byItself: ReadonlySet<string> = new Set(['after-locks', 'after-limits']);

/** Which API carries the load, and why: as of the newest attempt that was not made by the program itself. */
const apiOf = (doc: LoadDoc, object: LoadableObject | null): { api: string; apiReason: string } => {
  const attempt = doc.attempts.findLast(({ reason }) => !byItself.has(reason));
  const { way, reason } = attempt ?? chooseWay(doc, object, 0);
  return { api: way.api, apiReason: text(`sending.reason.${reason}`) };
};

/** Time spent on reading, checking and sending, not on waiting for somebody to send again. */
const measureSeconds = ({ createdAt, attempts }: LoadView, now: number): number => {
  const setUp = Math.max(0, (attempts[0]?.startedAt ?? createdAt) - createdAt);
  const sent = attempts.reduce((sum, { startedAt, endedAt }) => sum + ((endedAt ?? now) - startedAt), 0);
  return Math.round((setUp + sent) / 100) / 10;
};

/** A load whose rows were all held back is as finished as one that was sent. */
const stateOf = ({ phase, balance }: LoadView): string =>
  phase === 'checked' && balance.counts.ready === 0 ? 'finished' : phase;

/** How a load stands, counted from its rows. A load that is not finished is never called balanced. */
export const readLoadLine = async (program: Program, loadId: string): Promise<LoadLine> => {
  const view = await program.loads.view(loadId);
  const doc = await (await program.loads.store(loadId)).readDoc();
  const { counts, rows, balanced: sums } = view.balance;
  const state = stateOf(view);
  const balanced = state === 'finished' && sums && counts.sent === 0 && counts.ready === 0;
  const succeeded = counts.created + counts.updated + counts.unchanged + counts.deleted;
  const done = succeeded === rows ? exitCodes.succeeded : exitCodes.openRows;
  return {
    loadId,
    state,
    exit: balanced ? done : exitCodes.unfinished,
    api: apiOf(doc, await program.loads.object(loadId)).api,
    rows,
    created: counts.created,
    updated: counts.updated,
    unchanged: counts.unchanged,
    deleted: counts.deleted,
    succeeded,
    failed: counts.failed,
    notProcessed: counts.not_processed,
    noVerdict: counts.no_verdict,
    held: counts.held,
    excluded: counts.excluded,
    balanced,
    attempts: view.attempts.length,
    seconds: measureSeconds(view, Date.now()),
    jobs: doc.jobLog.map(({ id, api, state: orgState, rows: committed }) => ({
      id,
      api,
      state: orgState,
      rows: committed,
    })),
  };
};

/** How the file was read, as far as it means anything for a file of its kind. */
const toReading = ({ workbook, ...dialect }: Dialect): object =>
  workbook === undefined
    ? dialect
    : {
        workbook: workbook.kind,
        sheet: workbook.sheet,
        table: workbook.table ?? null,
        headerRow: dialect.headerRow,
      };

/** Everything about a load but its rows: the line, where it went and how, and why rows are open. */
export const readReport = async (program: Program, line: LoadLine): Promise<object> => {
  const view = await program.loads.view(line.loadId);
  const store = await program.loads.store(line.loadId);
  const doc = await store.readDoc();
  const memory = await readMemory(store.folder);
  const { sheet, org, target, options, pause, strayResults } = view;
  return {
    ...line,
    ...apiOf(doc, await program.loads.object(line.loadId)),
    org: { id: org.id, name: org.name, type: org.type, address: memory.origin },
    object: target?.object ?? null,
    operation: target?.operation ?? null,
    externalId: target?.externalId ?? null,
    options,
    file: { name: sheet.name, bytes: sheet.bytes, sha256: sheet.sha256, ...toReading(sheet.dialect) },
    blankLines: sheet.blankLines,
    columns: view.mapping.map(({ header, field }) => ({ column: header, field })),
    notSent: view.mapping.filter(({ field }) => field === null).map(({ header }) => header),
    problems: rankGroups(await readGroups(store.database)).map(({ state, count, problem, sampleRows }) => ({
      state,
      count,
      cause: problem.cause,
      code: problem.code ?? null,
      fields: problem.fields,
      sampleRows,
    })),
    strayResults,
    pause: pause === null ? null : pause.code,
    attempts: view.attempts.length,
    runs: view.attempts,
    sentAgainByItself: { times: countAutomatic(view.attempts), most: maxFollowUps },
    parents: doc.parents,
    notes: [
      ...memory.notes,
      ...(memory.nearTwins > 0
        ? [{ nearTwins: memory.nearTwins, advice: text('cli.near-twins', { rows: memory.nearTwins }) }]
        : []),
    ],
  };
};
