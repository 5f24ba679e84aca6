import { z } from 'zod';
import { WireError } from './load';

/** What a connection needs, in the order in which it is made; each line needs the ones before it. */
export const doctorChecks = ['name', 'secure', 'host', 'app', 'scopes', 'api', 'bulk', 'limits'] as const;
export const DoctorCheck = z.enum(doctorChecks);
export type DoctorCheck = z.infer<typeof DoctorCheck>;

/** What a check has found, or why it was not made. The catalogue says it in `doctor.found.<finding>`. */
export const doctorFindings = [
  'name-known',
  'name-left-to-proxy',
  'this-computer',
  'secure-direct',
  'secure-proxy',
  'secure-not-needed',
  'host-answers',
  'app-known',
  'scopes-lasting',
  'scopes-for-now',
  'api-answers',
  'bulk-answers',
  'limits-left',
  'limits-calls-left',
  'limits-hidden',
  'earlier-failed',
  'no-client',
  'signed-out',
] as const;
export const DoctorFinding = z.enum(doctorFindings);
export type DoctorFinding = z.infer<typeof DoctorFinding>;

export const DoctorLine = z.object({
  check: DoctorCheck,
  state: z.enum(['waiting', 'checking', 'ok', 'failing', 'unchecked']),
  /** Of a line that is ok or unchecked, with the words its sentence needs. */
  finding: z
    .object({ code: DoctorFinding, params: z.record(z.string(), z.union([z.string(), z.number()])) })
    .nullable(),
  /** Of a failing line: why, and what to do. */
  error: WireError.nullable(),
});
export type DoctorLine = z.infer<typeof DoctorLine>;

/** A check of one connection as it goes on. Holds no token and nothing of any record. */
export const DoctorReport = z.object({
  /** Grows with every change and every check; a snapshot with a smaller one is late. */
  version: z.number().int(),
  /** The login host that is checked. */
  host: z.string(),
  /** The known org that is meant, or null. */
  orgId: z.string().nullable(),
  isRunning: z.boolean(),
  startedAt: z.number(),
  lines: z.array(DoctorLine),
});
export type DoctorReport = z.infer<typeof DoctorReport>;
