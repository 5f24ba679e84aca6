import { AppError } from '../../shared/errors/app-error';

/** Node names a failure in `code`, Electron's network stack in the message (`net::ERR_…`). */
const readName = (cause: unknown): string => {
  if (!(cause instanceof Error)) return '';
  const { code } = cause as Error & { code?: unknown };
  return `${typeof code === 'string' ? code : ''} ${cause.message}`;
};

const unknownHost = /ENOTFOUND|EAI_AGAIN|ERR_NAME_NOT_RESOLVED/;
const outOfDate = /CERT_HAS_EXPIRED|CERT_NOT_YET_VALID|ERR_CERT_DATE_INVALID/;
const untrusted = /SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)|ALTNAME|ERR_CERT_|CERT_/;

/** Why no answer came from a host: its name, its certificate, or anything else. */
export const explainUnreachable = (cause: unknown, host: string): AppError => {
  if (cause instanceof AppError) return cause;
  const name = readName(cause);
  const options = { cause, detail: name.trim() };
  if (unknownHost.test(name)) return new AppError('auth.host-unknown', { host }, options);
  if (outOfDate.test(name)) return new AppError('auth.certificate-date', { host }, options);
  if (untrusted.test(name)) return new AppError('auth.certificate', { host }, options);
  return new AppError('org.unreachable', {}, options);
};
