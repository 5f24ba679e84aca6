import { z } from 'zod';
import { AppError } from '../../shared/errors/app-error';
import type { PracticeProcess, PracticeReady } from '../practice-process';
import { readComplaint } from './to-app-error';
import { readText, type Transport, type TransportRequest } from './transport';

/** What the practice org says of itself to a panel, as far as this program looks at it. */
const Panel = z.object({
  schema: z.enum(['company', 'own']),
  preset: z.string().nullable(),
  /** Settings that are not those of a good day. */
  conditions: z.record(z.string(), z.unknown()),
  /** Calls that faults will still strike. */
  faults: z.number(),
  objects: z.array(
    z.object({ name: z.string(), label: z.string(), createable: z.boolean(), records: z.number() }),
  ),
  clock: z.object({ offsetMs: z.number(), now: z.string() }),
  jobs: z.object({ open: z.number(), waiting: z.number(), running: z.number(), ended: z.number() }),
});
export type Panel = z.infer<typeof Panel>;

export type PanelChange =
  | { preset: string }
  | { clock: { advanceMs: number } | { offsetMs: number } }
  | { reset: true }
  /** The text of a file of describe results; null for the sample company. */
  | { schema: string | null };

export type PracticeControl = {
  read: () => Promise<Panel>;
  /**
   * Throws `practice.schema-refused` with line (0 where there is none) and reason for descriptions that can't be
   * used; then nothing of the change was applied.
   */
  change: (change: PanelChange) => Promise<Panel>;
};

/** Megabytes of descriptions in one change: the practice org reads at most 64 MB of JSON. */
export const mostMegabytes = 40;

/** It answers from memory; founding the company again takes a few seconds on a slow machine. */
const silence = 60_000;

const toRefusal = (status: number, body: string, isSchema: boolean): AppError => {
  const complaint = readComplaint(body);
  const detail = complaint === null ? `HTTP ${status}` : `${complaint.errorCode}: ${complaint.message}`;
  if (status === 413) return new AppError('practice.schema-large', { megabytes: mostMegabytes }, { detail });
  const [, line, reason] = /^(?:.*?\bline (\d+): )?(.*)$/s.exec(complaint?.message ?? '') ?? [];
  if (!isSchema || status !== 400 || reason === undefined || reason === '')
    return new AppError('app.unexpected', {}, { detail });
  return new AppError(
    'practice.schema-refused',
    { line: Number(line ?? 0), reason: reason.replace(/\.$/, '') },
    { detail },
  );
};

/** The control of the practice org this program started; starts it where it does not run. */
export const openPracticeControl = (practice: PracticeProcess, transport: Transport): PracticeControl => {
  const send = async (
    { instanceUrl, controlToken }: PracticeReady,
    request: Pick<TransportRequest, 'method' | 'body'>,
  ): Promise<{ status: number; body: string }> => {
    try {
      const answer = await transport({
        ...request,
        url: new URL('/practice/control/panel', instanceUrl).href,
        headers: { 'X-Practice-Control': controlToken, 'Content-Type': 'application/json' },
        silence,
      });
      return { status: answer.status, body: await readText(answer) };
    } catch (cause) {
      throw new AppError('practice.silent', {}, { cause });
    }
  };

  const ask = async (
    request: Pick<TransportRequest, 'method' | 'body'>,
    isSchema = false,
  ): Promise<Panel> => {
    const { status, body } = await send(await practice.start(), request);
    if (status !== 200) throw toRefusal(status, body, isSchema);
    return Panel.parse(JSON.parse(body));
  };

  return {
    read: async () => ask({ method: 'GET' }),
    change: async (change) => ask({ method: 'POST', body: JSON.stringify(change) }, 'schema' in change),
  };
};
