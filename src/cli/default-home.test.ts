import { afterEach, expect, it, vi } from 'vitest';
import { resolve } from 'node:path';
import { readHomePath } from './default-home';

afterEach(() => vi.unstubAllEnvs());

it('is where BULKHEAD_HOME says, and never the working folder because that is empty', () => {
  vi.stubEnv('BULKHEAD_HOME', 'elsewhere');
  expect(readHomePath()).toBe(resolve('elsewhere'));
  vi.stubEnv('BULKHEAD_HOME', '');
  expect(readHomePath()).toMatch(/Bulkhead.data$/);
});
