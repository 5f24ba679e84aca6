import { notFound, replyJson, RequestFault, type Reply } from '../http/reply';
import type { Request } from '../http/request';

/** The oldest and newest API versions served: what Summer '26 keeps alive. */
export const OLDEST_VERSION = 31;
export const NEWEST_VERSION = 67;

const SEASONS = ['Spring', 'Summer', 'Winter'] as const;

/** Three releases a year: 67.0 is Summer '26, 66.0 Spring '26, 65.0 Winter '26. */
function labelOf(version: number): string {
  const step = version - 66 + 300;
  const season = SEASONS[step % 3] ?? 'Spring';
  const year = 26 + Math.floor(step / 3) - 100 + (season === 'Winter' ? 1 : 0);
  return `${season} '${String(year).padStart(2, '0')}`;
}

/** `GET /services/data`: needs no session and is not counted. */
export function listVersions(): Reply {
  const versions = [];
  for (let version = OLDEST_VERSION; version <= NEWEST_VERSION; version += 1) {
    versions.push({ label: labelOf(version), url: `/services/data/v${version}.0`, version: `${version}.0` });
  }
  return replyJson(versions);
}

/** Refuses versions that are retired (410) or do not exist yet (404). */
export function checkVersion(version: number): void {
  if (version < OLDEST_VERSION)
    throw new RequestFault(
      410,
      'GONE',
      `API version v${version}.0 is no longer supported. Use v${OLDEST_VERSION}.0 or later.`,
    );
  if (version > NEWEST_VERSION) throw notFound();
}

/** `GET /services/data/vNN.0`: where everything is. */
export function listResources(request: Request): Reply {
  const base = `/services/data/v${request.version}.0`;
  const names = [
    'composite',
    'jobs',
    'limits',
    'process',
    'query',
    'queryAll',
    'sobjects',
    'tooling',
    'ui-api',
  ];
  return replyJson({
    ...Object.fromEntries(names.map((name) => [name, `${base}/${name}`])),
    identity: `${request.origin}/id/${request.org.id}/${request.session?.userId ?? ''}`,
  });
}
