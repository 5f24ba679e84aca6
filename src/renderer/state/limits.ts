import { useCallback } from 'react';
import type { OrgLimits } from '../../shared/domain/limits';
import { call } from '../lib/api';
import { useFetched, type Fetched } from './use-fetched';

/** What an org still allows today, read when a screen that shows it opens. */
export const useLimits = (orgId: string): Fetched<OrgLimits> =>
  useFetched(useCallback(() => call('orgs.limits', { orgId }), [orgId]));
