import { cli } from './en/cli';
import { connect } from './en/connect';
import { desktop } from './en/desktop';
import { doctor } from './en/doctor';
import { errors } from './en/errors';
import { exporting } from './en/export';
import { file } from './en/file';
import { fix } from './en/fix';
import { guide } from './en/guide';
import { history } from './en/history';
import { match } from './en/match';
import { proxy } from './en/network';
import { object } from './en/object';
import { options } from './en/options';
import { orgs } from './en/orgs';
import { parents } from './en/parents';
import { practice } from './en/practice';
import { problems } from './en/problems';
import { results } from './en/results';
import { review } from './en/review';
import { run } from './en/run';
import { sending } from './en/sending';
import { settings } from './en/settings';
import { shell } from './en/shell';
import { signIn } from './en/sign-in';
import { states } from './en/states';
import { workbook } from './en/workbook';

/** Every sentence a person can see, in English; ICU message syntax; one file a screen. */
export const en = {
  ...shell,
  ...desktop,
  ...doctor,
  ...proxy,
  ...states,
  ...orgs,
  ...connect,
  ...guide,
  ...signIn,
  ...file,
  ...workbook,
  ...object,
  ...match,
  ...options,
  ...sending,
  ...parents,
  ...review,
  ...run,
  ...results,
  ...fix,
  ...history,
  ...exporting,
  ...settings,
  ...practice,
  ...errors,
  ...problems,
  ...cli,
} as const satisfies Record<string, string>;
