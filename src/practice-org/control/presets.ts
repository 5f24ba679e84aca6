import { foundingSettings } from '../found-org';
import { expireSessions } from '../oauth/sessions';
import type { Org } from '../org';
import type { Settings } from '../settings';
import type { Fault } from '../http/faults';

/** Bad days by name, for whoever picks one from a list. */
export const PRESETS = [
  'slow',
  'locked',
  'flaky',
  'expired',
  'quota',
  'stuck',
  'half-way',
  'truncated',
  'maintenance',
  'clear',
] as const;

export type Preset = (typeof PRESETS)[number];

/** What no preset leaves behind for the next. */
const GOOD_DAY: Partial<Settings> = {
  chunkMs: 0,
  slowMs: 0,
  flaky: 0,
  quotaExhausted: false,
  stuck: false,
  maintenance: false,
  lockModel: 'off',
  jobFault: null,
};

/** Accounts somebody else holds on a day of locks: about one in ten of the company's. */
const HELD = Array.from({ length: 200 }, (_, n) => `A-${10_001 + n * 10}`);

const CUT: Fault = {
  method: 'GET',
  path: /(successfulResults|failedResults|unprocessedrecords|\/results?)(\?|$|\/)/i,
  when: 'after',
  action: 'truncate',
  status: 200,
  errorCode: '',
  message: '',
  delayMs: 0,
  retryAfter: null,
  clean: false,
  times: 2,
};

function settingsOf(preset: Preset): Partial<Settings> {
  switch (preset) {
    case 'slow':
      return { slowMs: 800, chunkMs: 400 };
    case 'locked':
      return { lockModel: 'parents', busyAccounts: HELD };
    case 'flaky':
      return { flaky: 0.15 };
    case 'quota':
      return { quotaExhausted: true };
    case 'stuck':
      return { stuck: true };
    case 'half-way':
      return {
        jobFault: {
          afterRows: 0,
          share: 0.5,
          message: 'TooManyLockFailure : Too many lock failures',
          times: 1,
        },
      };
    case 'maintenance':
      return { maintenance: true };
    default:
      return {};
  }
}

/** Makes it one kind of day, in place of any other; `clear` makes it a good one. */
export function applyPreset(org: Org, preset: Preset): void {
  const { busyAccounts } = foundingSettings(org);
  org.settings = { ...org.settings, ...GOOD_DAY, busyAccounts, ...settingsOf(preset) };
  org.faults = preset === 'truncated' ? [{ ...CUT }] : [];
  if (preset === 'locked') org.firstTouch.clear();
  if (preset === 'expired') expireSessions(org);
  org.preset = preset === 'clear' ? null : preset;
}
