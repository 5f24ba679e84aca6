/** A failure made on purpose: rows of `object` whose `field` equals `equals` are refused with `error`. */
export type RowFault = {
  object: string;
  field: string;
  equals: string;
  code: string;
  message: string;
  times: number;
};

/** A job made to fail on purpose once it has tried `afterRows` rows. */
export type JobFault = {
  afterRows: number;
  /** Instead of a number of rows: the part of the job's rows, from 0 to 1; null to go by `afterRows`. */
  share: number | null;
  message: string;
  times: number;
};

/** How sign-ins are refused on purpose: back to the app, or on a page that leads nowhere. */
export type AuthorizeError = {
  error: string;
  description: string;
  where: 'redirect' | 'page';
  times: number;
};

/** Everything about the org's behaviour that can be switched while it runs. */
export type Settings = {
  /** How long a job waits between UploadComplete and InProgress, in ms. */
  queueMs: number;
  /** Extra time per chunk of 200 rows, in ms. */
  chunkMs: number;
  /** Give results in an order of the org's own, as Bulk API 2.0 is free to do. */
  shuffle: boolean;
  rotateRefreshTokens: boolean;
  /** Life of an access token, in ms by the org's clock; 0 for no end. */
  accessTokenMs: number;
  /** Life of a refresh token since its last use, in ms; 0 for no end. */
  refreshTokenMs: number;
  /** The host in `instance_url`; the one the sign-in was made on where empty. */
  instanceHost: '' | 'localhost' | '127.0.0.1';
  authorizeError: AuthorizeError | null;
  /** The "API Enabled" permission of the running user. */
  apiEnabled: boolean;
  /** Whether bulk jobs may be created. */
  bulkApiEnabled: boolean;
  /** Account_No__c of accounts that are locked for the first job that touches them. */
  busyAccounts: string[];
  /** The size of an upload after base64, in bytes, above which it is refused. */
  maxUploadBytes: number;
  dailyApiRequests: number;
  dailyBulkBatches: number;
  /** The "Bulk API Hard Delete" permission of the running user. */
  hardDelete: boolean;
  validationRules: boolean;
  duplicateRules: boolean;
  triggers: boolean;
  /** Whether a throwing trigger fails its own rows only, or the whole chunk of 200 with it. */
  triggerScope: 'row' | 'chunk';
  /** `Object.Field` names the running user cannot see. */
  hiddenFields: string[];
  /** Transactions of more rows than this use too many queries and fail whole; 0 for no such limit. */
  governorRows: number;
  jobListPageSize: number;
  queryPageSize: number;
  jobFault: JobFault | null;
  rowFaults: RowFault[];
  /** Rows of one internal batch of a Bulk API 2.0 job. */
  batchRows: number;
  /**
   * `parents`: chunks that different internal batches, or jobs side by side, save at the same time, and that
   * touch the same parent, lose rows to UNABLE_TO_LOCK_ROW.
   */
  lockModel: 'off' | 'parents';
  /** What the company's own automation takes over 200 rows of an object that has any, in ms. */
  automationMs: number;
  /**
   * What one attempt at a batch may take, in ms of `chunkMs` and `automationMs`; what is left of the batch then is
   * tried again.
   */
  batchAttemptMs: number;
  /** Jobs wait in their queue for good. */
  stuck: boolean;
  /** Every route but the control answers a maintenance page. */
  maintenance: boolean;
  /** Added to every answer, in ms. */
  slowMs: number;
  /** The chance, from 0 to 1, that a call is dropped before or after it had its effect. */
  flaky: number;
  /** The daily API calls are used up, whatever their number. */
  quotaExhausted: boolean;
  /** Duplicate rules that only alert let Bulk API saves pass. */
  bulkIgnoresAlerts: boolean;
  /** Restricted dependent picklists refuse what their controlling field does not allow. */
  dependentPicklists: boolean;
  /** "View Setup and Configuration" of the running user. */
  viewSetup: boolean;
  /** "Manage Users". */
  manageUsers: boolean;
  /** "Customize Application". */
  customizeApplication: boolean;
  multiCurrency: boolean;
  personAccounts: boolean;
  /** The org switch that lets records be created with audit fields, and the permission it needs. */
  auditFields: boolean;
  setAuditFields: boolean;
  /** Rows of one page of a bulk query result where the client names no number. */
  queryResultRows: number;
  /** New records are checked and get ids, and are then forgotten: for measuring big loads. */
  discardRecords: boolean;
};

/** Bulk API 2.0 takes 150 MB after base64 encoding. */
const UPLOAD_LIMIT = 150_000_000;

export function defaultSettings(): Settings {
  return {
    queueMs: 20,
    chunkMs: 0,
    shuffle: true,
    rotateRefreshTokens: false,
    accessTokenMs: 0,
    refreshTokenMs: 0,
    instanceHost: '',
    authorizeError: null,
    apiEnabled: true,
    bulkApiEnabled: true,
    busyAccounts: ['A-10007', 'A-10021', 'A-10042'],
    maxUploadBytes: UPLOAD_LIMIT,
    dailyApiRequests: 100_000,
    dailyBulkBatches: 15_000,
    hardDelete: false,
    validationRules: true,
    duplicateRules: true,
    triggers: true,
    triggerScope: 'row',
    hiddenFields: [],
    governorRows: 0,
    jobListPageSize: 1000,
    queryPageSize: 2000,
    jobFault: null,
    rowFaults: [],
    batchRows: 10_000,
    lockModel: 'off',
    automationMs: 0,
    batchAttemptMs: 300_000,
    stuck: false,
    maintenance: false,
    slowMs: 0,
    flaky: 0,
    quotaExhausted: false,
    bulkIgnoresAlerts: false,
    dependentPicklists: false,
    viewSetup: true,
    manageUsers: true,
    customizeApplication: true,
    multiCurrency: false,
    personAccounts: false,
    auditFields: false,
    setAuditFields: false,
    queryResultRows: 250_000,
    discardRecords: false,
  };
}
