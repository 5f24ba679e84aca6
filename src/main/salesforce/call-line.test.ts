import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createCallLines } from './call-line';

const request = { method: 'PUT', url: 'https://acme.test/', silence: 1000 } as const;

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

async function* pieces(): AsyncGenerator<string> {
  yield 'one';
  yield 'two';
}

describe('the line of a call', () => {
  it('ends a call whose network stays silent while it has the word, and no other', async () => {
    const ends: unknown[] = [];
    const line = createCallLines().open(request, 'acme.test', (cause) => ends.push(cause));
    line.rest();
    await vi.advanceTimersByTimeAsync(5000);
    expect(ends).toEqual([]);
    line.listen();
    await vi.advanceTimersByTimeAsync(1001);
    expect(ends).toMatchObject([{ code: 'network.silent' }]);
    expect(line.endedBy()).toMatchObject({ code: 'network.silent' });
  });

  it('waits for nothing once the call is over, though some of its body is still sent', async () => {
    const ends: unknown[] = [];
    const line = createCallLines().open(request, 'acme.test', (cause) => ends.push(cause));
    const body = line.watchUpload(pieces())[Symbol.asyncIterator]();
    await body.next();
    line.close();
    await body.next();
    await body.next();
    expect(vi.getTimerCount()).toBe(0);
    await vi.advanceTimersByTimeAsync(5000);
    expect(ends).toEqual([]);
  });
});
