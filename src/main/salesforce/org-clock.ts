import { callOrg, type Session } from './session';

/** What the clock of an org says, seen from this computer. */
export type OrgClock = {
  /** A time of this computer as the org's clock tells it, both epoch milliseconds. */
  toOrgTime: (time: number) => number;
  /** How far that may be from the truth, milliseconds. */
  tolerance: number;
};

/** `Date` counts seconds, and the way of a call is not known to be equally long both ways. */
const dateTolerance = 5000;

/** Without a `Date` the two clocks are only supposed to agree. */
const blindTolerance = 120_000;

/** Reads the clock of an org off an answer that was just received. */
export const readOrgClock = (date: string | undefined, now = Date.now()): OrgClock => {
  const told = Date.parse(date ?? '');
  if (Number.isNaN(told)) return { toOrgTime: (time) => time, tolerance: blindTolerance };
  return { toOrgTime: (time) => time + told - now, tolerance: dateTolerance };
};

/** Asks an org for the time. Throws `CallError`. */
export const askOrgClock = async (session: Session, signal?: AbortSignal): Promise<OrgClock> => {
  const path = '/services/data';
  const answer = await callOrg(session, { method: 'GET', path, ...(signal === undefined ? {} : { signal }) });
  const clock = readOrgClock(answer.headers.date);
  answer.body.resume();
  return clock;
};
