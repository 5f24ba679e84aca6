import type { DoctorLine, DoctorReport } from '../../../shared/domain/doctor';
import { AppError, errorCodes, type ErrorCode } from '../../../shared/errors/app-error';
import { explainError } from '../../lib/explain-error';
import { formatFullMoment, t } from '../../lib/text';

const isErrorCode = (code: string): code is ErrorCode => (errorCodes as readonly string[]).includes(code);

/** The failure of a line as the error people can read; null where the line does not fail. */
export const readLineError = ({ error }: DoctorLine): AppError | null => {
  if (error === null) return null;
  const detail = error.detail ?? error.code;
  return isErrorCode(error.code)
    ? new AppError(error.code, error.params, { detail })
    : new AppError('app.unexpected', {}, { detail });
};

/** What a line has found, in one sentence; empty for one that fails or waits. */
export const sayFinding = ({ finding }: DoctorLine): string =>
  finding === null ? '' : t(`doctor.found.${finding.code}`, finding.params);

/** How the connection stands, in one sentence. */
export const sayReport = ({ host, isRunning, lines }: DoctorReport): string => {
  if (isRunning) return t('doctor.checking', { host });
  const failing = lines.find(({ state }) => state === 'failing');
  if (failing !== undefined) return t('doctor.broken', { host, check: t(`doctor.${failing.check}`) });
  return t(lines.every(({ state }) => state === 'ok') ? 'doctor.all' : 'doctor.soFar', { host });
};

/** The report as text, for a ticket: every line with its state, and all about the one that fails. No token is in it. */
export const writeReport = (report: DoctorReport, version: string): string => {
  const { host, startedAt, lines } = report;
  const told = lines.flatMap((line) => {
    const head = `[${t(`doctor.state.${line.state}`)}] ${t(`doctor.${line.check}`)}`;
    const error = readLineError(line);
    if (error === null)
      return [head, sayFinding(line)].filter(Boolean).map((text, at) => (at === 0 ? text : `  ${text}`));
    const { title, why, remedy } = explainError(error);
    return [head, `  ${title}. ${why} ${remedy}`, `  ${error.code}: ${error.detail ?? ''}`];
  });
  const title = t('doctor.report.title', { version, host, time: formatFullMoment(startedAt) });
  return [title, sayReport(report), ...told].join('\n');
};
