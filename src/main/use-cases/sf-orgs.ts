import { execFile } from 'node:child_process';
import { z } from 'zod';
import { readLoginAddress } from '../../core/sign-in/login-address';
import { normaliseRecordId } from '../../core/sheet/record-id';
import type { OrgType } from '../../shared/domain/org';
import { AppError } from '../../shared/errors/app-error';
import type { KnownOrg, OrgRegistry } from '../store/org-registry';

export type SfImport = { added: number; known: number };
/** Runs Salesforce's command line and returns what it prints; rejects with the name ENOENT where there is none. */
export type RunSf = (args: readonly string[]) => Promise<string>;

/** What is read of an entry. Whatever else stands there, tokens of older versions too, is dropped unread. */
const Entry = z.object({
  orgId: z.string(),
  username: z.string(),
  instanceUrl: z.string(),
  loginUrl: z.string().optional(),
  alias: z.string().nullish(),
  name: z.string().nullish(),
  orgName: z.string().nullish(),
  isSandbox: z.boolean().nullish(),
  isScratch: z.boolean().nullish(),
});
type Entry = z.infer<typeof Entry>;

const Lists = z.object({
  result: z.object(
    Object.fromEntries(
      (['nonScratchOrgs', 'sandboxes', 'devHubs', 'scratchOrgs', 'other'] as const).map((name) => [
        name,
        z.array(z.unknown()).optional(),
      ]),
    ),
  ),
});

const limit = 60_000;

/**
 * Runs `sf` from the PATH. On Windows it is a batch file, which only a shell can start; the arguments are this
 * program's own words.
 */
export const runSf: RunSf = async (args) =>
  new Promise((resolve, reject) => {
    const options = {
      timeout: limit,
      maxBuffer: 16_000_000,
      windowsHide: true,
      shell: process.platform === 'win32',
    };
    execFile('sf', [...args], options, (error, stdout) => {
      // It answers in JSON also where it ends with an error.
      if (error === null || stdout.trim().startsWith('{')) resolve(stdout);
      else reject(error);
    });
  });

const isMissing = (cause: unknown): boolean => {
  const { code } = cause as { code?: unknown };
  // A shell has no such word; cmd.exe says so by 1 or 9009.
  return code === 'ENOENT' || (process.platform === 'win32' && (code === 1 || code === 9009));
};

const typeOf = ({ isSandbox, isScratch }: Entry): OrgType => {
  if (isScratch === true) return 'scratch';
  return isSandbox === true ? 'sandbox' : 'production';
};

const toKnown = (entry: Entry): KnownOrg | null => {
  const id = normaliseRecordId(entry.orgId);
  // The org's own host is the surest login host: it works where the shared ones are switched off.
  const address = readLoginAddress(entry.instanceUrl);
  if (id === null || !address.ok) return null;
  return {
    id,
    name: entry.name ?? entry.orgName ?? entry.alias ?? entry.username,
    ownName: null,
    colour: null,
    type: typeOf(entry),
    edition: null,
    endsAt: null,
    username: entry.username,
    userName: entry.username,
    timeZone: null,
    userId: null,
    apiVersion: null,
    clientId: null,
    loginUrl: address.loginUrl,
    place: null,
    refused: false,
    current: false,
  };
};

const readEntries = (printed: string): Entry[] => {
  let json: unknown;
  try {
    json = JSON.parse(printed.slice(printed.indexOf('{')));
  } catch (cause) {
    throw new AppError('sf.unreadable', {}, { cause });
  }
  const lists = Lists.safeParse(json);
  if (!lists.success) throw new AppError('sf.unreadable');
  return Object.values(lists.data.result)
    .flatMap((entries) => entries ?? [])
    .flatMap((entry) => {
      const read = Entry.safeParse(entry);
      return read.success ? [read.data] : [];
    });
};

/**
 * Takes the orgs over that Salesforce's command line knows: names and addresses, no sign-in. Each then is a known
 * org that is signed out. Throws `sf.missing` or `sf.unreadable`.
 */
export const importSfOrgs = async (registry: OrgRegistry, run: RunSf = runSf): Promise<SfImport> => {
  let printed: string;
  try {
    // Without the connection status nothing is asked of any org.
    printed = await run(['org', 'list', '--json', '--skip-connection-status']);
  } catch (cause) {
    throw new AppError(isMissing(cause) ? 'sf.missing' : 'sf.unreadable', {}, { cause });
  }
  const known = new Set((await registry.list()).map(({ id }) => id));
  const listed = new Map<string, KnownOrg>();
  for (const entry of readEntries(printed)) {
    const org = toKnown(entry);
    if (org !== null && !listed.has(org.id)) listed.set(org.id, org);
  }
  const fresh = [...listed.values()].filter(({ id }) => !known.has(id));
  for (const org of fresh) await registry.save(org);
  return { added: fresh.length, known: listed.size - fresh.length };
};
