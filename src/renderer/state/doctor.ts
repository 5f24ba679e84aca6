import { create } from 'zustand';
import type { CallInput } from '../../shared/contract';
import type { DoctorReport } from '../../shared/domain/doctor';
import { call, on } from '../lib/api';

/** The newest check of a connection, or null; one that is under way grows. */
export const useDoctorReport = create<{ report: DoctorReport | null }>(() => ({ report: null }));

/** Takes in a snapshot, unless a newer one is already here. */
const putReport = (report: DoctorReport | null): void =>
  useDoctorReport.setState((held) =>
    report === null || (held.report?.version ?? -1) > report.version ? held : { report },
  );

/** Checks a connection; `useDoctorReport` follows it line by line. */
export const checkConnection = async (target: CallInput<'doctor.check'>): Promise<void> =>
  putReport(await call('doctor.check', target));

/** Fetches the check that was made last and follows the next; called once when the window starts. */
export const followDoctor = (): (() => void) => {
  void call('doctor.get').then(putReport, () => undefined);
  return on('doctor.changed', putReport);
};
