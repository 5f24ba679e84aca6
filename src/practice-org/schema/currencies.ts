import type { PicklistEntry } from './types';

export type Currency = { isoCode: string; rate: number; active: boolean; corporate: boolean };

/** The currencies of the company when it keeps several. */
export const CURRENCIES: readonly Currency[] = [
  { isoCode: 'EUR', rate: 1, active: true, corporate: true },
  { isoCode: 'USD', rate: 1.08, active: true, corporate: false },
  { isoCode: 'GBP', rate: 0.86, active: true, corporate: false },
  { isoCode: 'CHF', rate: 0.94, active: false, corporate: false },
];

export const CURRENCY_ENTRIES: readonly PicklistEntry[] = CURRENCIES.map(
  ({ isoCode, active, corporate }) => ({
    value: isoCode,
    label: isoCode,
    active,
    defaultValue: corporate,
    validFor: null,
  }),
);
