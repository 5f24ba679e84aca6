import { defineConfig } from 'vitest/config';

/** What `npm test` has no time for; `npm run test:long` runs it. */
const LONG = '**/*.long.test.ts';
/**
 * These tests wait for a practice org more than they compute. What a file imports is kept for the next: no test
 * leaves anything behind in it, and half of the time went into importing.
 */
const contract = { testTimeout: 60_000, hookTimeout: 60_000, maxWorkers: 3, isolate: false };
/** One window draws while another waits. Long tests run beside others that take all there is: a second try is told. */
const window = { testTimeout: 180_000, hookTimeout: 120_000, maxWorkers: 2 };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts', 'src/**/*.test.tsx'],
          // Property tests take their time beside the window tests.
          testTimeout: 60_000,
          maxWorkers: 2,
          isolate: false,
        },
      },
      {
        test: {
          name: 'contract',
          include: ['tests/contract/**/*.test.ts'],
          exclude: [LONG],
          ...contract,
        },
      },
      {
        test: {
          name: 'window',
          include: ['tests/e2e/**/*.test.ts'],
          exclude: [LONG],
          ...window,
        },
      },
      {
        test: {
          name: 'long-contract',
          include: [`tests/contract/${LONG}`],
          ...contract,
          retry: 1,
        },
      },
      {
        test: {
          name: 'long-window',
          include: [`tests/e2e/${LONG}`],
          ...window,
          retry: 1,
        },
      },
      {
        test: {
          name: 'long',
          include: ['tests/long/**/*.test.ts'],
          testTimeout: 900_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
