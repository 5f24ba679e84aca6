import { batchLimits, callLimits, jobLimits, limitRows, type SplitLimits } from '../../../core/load/split';
import type { Way } from '../../../shared/domain/load';

/**
 * Rows in a job of Bulk API 2.0: ten of Salesforce's own batches. Several jobs can be uploaded, processed and
 * collected side by side, and no more rows than these are ever in memory at once.
 */
const rowsPerJob = 100_000;

/** What a part of an attempt may hold. */
export const limitsOf = ({ api, batchSize }: Way): SplitLimits => {
  switch (api) {
    case '2.0':
      return limitRows(jobLimits, rowsPerJob);
    case '1.0':
      return limitRows(batchLimits, batchSize);
    case 'collections':
      return limitRows(callLimits, batchSize);
  }
};
