import { CallError } from '../main/load/ports';
import { sleep } from '../main/load/sleep';
import type { Program } from '../main/compose';
import { isLoopback } from '../main/salesforce/transport';
import type { OrgNote } from '../main/use-cases/borrowed-orgs';
import type { OrgType } from '../shared/domain/org';
import type { CommandIo } from '../main/command-io';
import { textOf, type CommandLine } from './parse-options';
import { refuse } from './refusal';

/** How a command names its org. */
export type OrgChoice =
  | { kind: 'known'; name: string }
  | { kind: 'token'; address: string; accessToken: string };

export type OpenedOrg = {
  id: string;
  name: string;
  type: OrgType;
  /** Its address, for an org that is reached by a token. */
  origin: string | null;
  notes: OrgNote[];
  answerTo: (id: string) => void;
  release: () => void;
};

/** The address of an instance: https, or plain http on this computer. */
const readAddress = (given: string): string => {
  const url = URL.canParse(given) ? new URL(given) : null;
  const isPlain = url?.protocol === 'http:' && isLoopback(url.hostname);
  if (url === null || (url.protocol !== 'https:' && !isPlain))
    return refuse('cli.org.address', { address: given });
  return url.origin;
};

/**
 * Reads which org is meant; null where the command line names none.
 *
 * @throws {import('./refusal').Refusal} where it names two, or half of one
 */
export const readOrgChoice = (line: CommandLine, io: CommandIo): OrgChoice | null => {
  const name = textOf(line, 'org');
  const address = textOf(line, 'instance-url');
  const variable = textOf(line, 'access-token-env');
  if (name !== undefined && (address !== undefined || variable !== undefined)) return refuse('cli.org.two');
  if (name !== undefined) return { kind: 'known', name };
  if (address === undefined && variable === undefined) return null;
  if (address === undefined)
    return refuse('cli.org.half', { given: '--access-token-env', missing: '--instance-url' });
  if (variable === undefined)
    return refuse('cli.org.half', { given: '--instance-url', missing: '--access-token-env' });
  const origin = readAddress(address);
  const accessToken = io.token?.trim() ?? '';
  // What no HTTP header can carry is no token, and must not end in an error that quotes it.
  if (!/^[\x21-\x7e]+$/.test(accessToken)) return refuse('cli.org.token', { variable });
  return { kind: 'token', address: origin, accessToken };
};

const openKnown = async (program: Program, name: string): Promise<OpenedOrg> => {
  const wanted = name.trim().toLowerCase();
  const known = await program.orgs.list();
  const found = known.filter((org) =>
    [org.id, org.name, org.username].some((word) => word.toLowerCase() === wanted),
  );
  const [org] = found;
  if (org === undefined)
    return refuse('cli.org.unknown', { name, known: known.map((one) => one.name).join(', ') || '–' });
  if (found.length > 1)
    return refuse('cli.org.several', { name, names: found.map((one) => one.username).join(', ') });
  await program.orgs.open(org.id);
  return {
    id: org.id,
    name: org.name,
    type: org.type,
    origin: null,
    notes: [],
    answerTo: () => undefined,
    release: () => undefined,
  };
};

/** An answer that was none of an org's, such as a page that is not there, and will be the same again. */
const isElsewhere = (cause: unknown): boolean => {
  if (!(cause instanceof CallError) || cause.failure.kind !== 'lost') return false;
  const { status = 0 } = cause.failure;
  return status >= 300 && status < 500 && ![408, 425, 429].includes(status);
};

/** An answer in good order that no org would give: a page instead of data, be it a maintenance page or another site. */
const isNoOrg = (cause: unknown): boolean =>
  cause instanceof CallError && cause.failure.kind === 'lost' && cause.failure.status === 200;

/** Whether a call that failed may well succeed a little later. */
const isPassing = (cause: unknown): boolean =>
  cause instanceof CallError && ['lost', 'busy'].includes(cause.failure.kind) && !isElsewhere(cause);

/**
 * Makes a call that only reads until it is answered, for `patience` seconds at most. A definite no is passed on at
 * once.
 */
export const askPatiently = async <T>(
  call: () => Promise<T>,
  patience: number,
  signal: AbortSignal,
): Promise<T> => {
  const begun = performance.now();
  for (let pause = 250; ; pause = Math.min(pause * 1.5, 15_000)) {
    try {
      signal.throwIfAborted();
      return await call();
    } catch (cause) {
      const left = begun + patience * 1000 - performance.now();
      if (!isPassing(cause) || left <= 0) throw cause;
      await sleep(Math.min(pause, left), signal);
    }
  }
};

/** Opens the org a command works in. A token lives in memory until `release`. */
export const openOrg = async (
  program: Program,
  choice: OrgChoice,
  patience: number,
  signal: AbortSignal,
): Promise<OpenedOrg> => {
  if (choice.kind === 'known') return openKnown(program, choice.name);
  const { address, accessToken } = choice;
  const borrowed = await askPatiently(
    async () => program.borrowed.borrow({ instanceUrl: address, accessToken }, patience * 1000),
    patience,
    signal,
  ).catch((cause: unknown) => {
    if (isElsewhere(cause) || isNoOrg(cause)) return refuse('cli.org.elsewhere', { address });
    throw cause;
  });
  const { id, name, type } = borrowed.org;
  const { notes, answerTo, release } = borrowed;
  return { id, name, type, origin: address, notes, answerTo, release };
};
