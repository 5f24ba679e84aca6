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
export type JobFault = { afterRows: number; message: string; times: number };

/** Everything about the org's behaviour that can be switched while it runs. */
export type Settings = {
  /** How long a job waits between UploadComplete and InProgress, in ms. */
  queueMs: number;
  /** Extra time per chunk of 200 rows, in ms. */
  chunkMs: number;
  /** Give results in an order of the org's own, as Bulk API 2.0 is free to do. */
  shuffle: boolean;
  rotateRefreshTokens: boolean;
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
  jobListPageSize: number;
  queryPageSize: number;
  jobFault: JobFault | null;
  rowFaults: RowFault[];
};

/** Bulk API 2.0 takes 150 MB after base64 encoding. */
const UPLOAD_LIMIT = 150_000_000;

export function defaultSettings(): Settings {
  return {
    queueMs: 20,
    chunkMs: 0,
    shuffle: true,
    rotateRefreshTokens: false,
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
    jobListPageSize: 1000,
    queryPageSize: 2000,
    jobFault: null,
    rowFaults: [],
  };
}
