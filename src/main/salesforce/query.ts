import { z } from 'zod';
import { callForJson, type Session } from './session';
import { toLostCall } from './to-app-error';

const Page = z.object({
  done: z.boolean(),
  nextRecordsUrl: z.string().nullish(),
  records: z.array(z.record(z.string(), z.unknown())),
});

/**
 * All records of a query, page by page (REST API guide, "Query"). Unlike jsforce's it ends with its signal, and a
 * refusal keeps its status, so that an org that is only busy is asked again. Throws `CallError`.
 */
export const queryRecords = async (
  session: Session,
  soql: string,
  signal: AbortSignal,
): Promise<Record<string, unknown>[]> => {
  const records: Record<string, unknown>[] = [];
  let path: string | null = `/services/data/v${session.apiVersion}/query?q=${encodeURIComponent(soql)}`;
  while (path !== null) {
    const page = Page.safeParse(await callForJson(session, { method: 'GET', path, signal }));
    if (!page.success) throw toLostCall(page.error, session.orgName, signal);
    records.push(...page.data.records);
    path = page.data.done ? null : (page.data.nextRecordsUrl ?? null);
  }
  return records;
};
