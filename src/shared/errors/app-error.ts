import type { WireError } from '../domain/load';

/**
 * Every way in which work can stop, `noun.what`. The message catalogue holds for each code a title, one
 * sentence of why, and a remedy (`error.<code>.title`, `.why`, `.remedy`); a test proves them complete.
 */
export const errorCodes = [
  'app.unexpected',
  'app.bad-request',
  'auth.another-user',
  'auth.api-off',
  'auth.bad-address',
  'auth.busy',
  'auth.cancelled',
  'auth.clock-skew',
  'auth.code-expired',
  'auth.denied',
  'auth.expired',
  'auth.flow-off',
  'auth.inactive-user',
  'auth.ip-restricted',
  'auth.no-client',
  'auth.not-approved',
  'auth.not-https',
  'auth.not-installed',
  'auth.not-salesforce',
  'auth.org-closed',
  'auth.port-taken',
  'auth.rate-limit',
  'auth.refused',
  'auth.scope-missing',
  'auth.secret-required',
  'auth.timed-out',
  'auth.username-typed',
  'auth.wrong-callback',
  'auth.wrong-client',
  'export.no-field',
  'export.bad-filter',
  'export.bad-soql',
  'export.query-refused',
  'export.job-failed',
  'export.changed',
  'export.short',
  'export.disk-full',
  'export.unwritable',
  'export.running',
  'export.not-found',
  'file.not-found',
  'file.locked',
  'file.unreadable',
  'file.lost-contact',
  'file.empty',
  'file.header-only',
  'file.not-text',
  'file.encoding-doubt',
  'file.unclosed-quote',
  'file.text-after-quote',
  'file.cell-too-long',
  'file.repeated-header',
  'file.empty-header',
  'file.too-wide',
  'file.changed',
  'file.password',
  'file.workbook-cut',
  'file.workbook-damaged',
  'file.workbook-large',
  'file.too-packed',
  'file.huge-cell',
  'file.entities',
  'file.no-cells',
  'file.no-sheet',
  'file.no-sheets',
  'file.html-table',
  'file.xml-spreadsheet',
  'file.binary-workbook',
  'file.old-workbook',
  'file.not-workbook',
  'file.paste-empty',
  'file.paste-too-long',
  'file.undecided',
  'file.reading-stopped',
  'load.not-found',
  'load.running',
  'load.already-sent',
  'load.not-ready',
  'load.unconfirmed',
  'load.fields-changed',
  'load.fields-renewed',
  'load.nothing-to-send',
  'load.row-settled',
  'load.way-conflict',
  'load.trace-unfit',
  'load.hard-delete',
  'load.cannot-find',
  'load.look-up-cut',
  'load.incomplete',
  'load.left',
  'mapping.incomplete',
  'network.offline',
  'network.name',
  'network.refused',
  'network.silent',
  'network.cut-off',
  'network.certificate',
  'network.certificate-date',
  'network.certificate-name',
  'network.proxy',
  'network.proxy-sign-in',
  'org.not-connected',
  'org.unreachable',
  'org.type-changed',
  'org.refused',
  'org.bulk-off',
  'org.limit',
  'org.maintenance',
  'org.not-found',
  'org.result-count',
  'org.practice-start',
  'keychain.locked',
  'keychain.missing',
  'sf.missing',
  'sf.unreadable',
  'practice.silent',
  'practice.schema-refused',
  'practice.object-refused',
  'practice.schema-large',
  'job.lost',
  'store.locked',
  'store.full',
  'store.unwritable',
  'store.damaged',
  'store.newer',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

type Params = Record<string, string | number>;

/** The one error of the program: a code the catalogue explains, with the words its sentences need. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly params: Params;
  /** Original words of Salesforce or the system: shown under Details, never logged, may hold personal data. */
  readonly detail: string | undefined;

  constructor(code: ErrorCode, params: Params = {}, options: { detail?: string; cause?: unknown } = {}) {
    super(code, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.params = params;
    this.detail = options.detail;
  }
}

/** An error as it crosses a process boundary or stands in the ledger. The cause stays behind. */
export const toWireError = (error: AppError): WireError => ({
  code: error.code,
  params: error.params,
  ...(error.detail === undefined ? {} : { detail: error.detail }),
});
