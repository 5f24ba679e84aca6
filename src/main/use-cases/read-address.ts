import { readLoginAddress } from '../../core/sign-in/login-address';
import { AppError, type ErrorCode } from '../../shared/errors/app-error';

const problems = {
  empty: 'auth.bad-address',
  'not-a-host': 'auth.bad-address',
  'not-https': 'auth.not-https',
  username: 'auth.username-typed',
} as const satisfies Record<string, ErrorCode>;

/** Where a typed address signs in. Throws what is wrong with one that can't be used. */
export const readAddress = (typed: string): { loginUrl: string; host: string } => {
  const read = readLoginAddress(typed);
  if (!read.ok) throw new AppError(problems[read.problem]);
  return { loginUrl: read.loginUrl, host: read.host };
};
