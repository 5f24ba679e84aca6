import { describe, expect, it } from 'vitest';
import { clockTolerance, noteOrgTime, toOrgTime } from './org-clock';

const sent = Date.parse('2026-03-01T10:00:00Z');

describe('the clock of an org', () => {
  it('is the one of its newest answer, each org by itself', () => {
    noteOrgTime('https://one.example/services', 'Sun, 01 Mar 2026 12:00:00 GMT', sent);
    noteOrgTime('https://two.example', 'Sun, 01 Mar 2026 09:59:00 GMT', sent);
    expect(toOrgTime('https://one.example', sent + 5000)).toBe(Date.parse('2026-03-01T12:00:05Z'));
    expect(toOrgTime('https://two.example', sent)).toBe(sent - 60_000);
    noteOrgTime('https://one.example', 'Sun, 01 Mar 2026 10:00:01 GMT', sent);
    expect(toOrgTime('https://one.example', sent)).toBe(sent + 1000);
  });

  it('is left as it was by an answer without a time', () => {
    noteOrgTime('https://three.example', 'Sun, 01 Mar 2026 10:00:02 GMT', sent);
    noteOrgTime('https://three.example', undefined, sent);
    noteOrgTime('https://three.example', 'soon', sent);
    expect(toOrgTime('https://three.example', sent)).toBe(sent + 2000);
  });

  it('may be two minutes behind as long as the org has said nothing', () => {
    expect(toOrgTime('https://silent.example', sent) - clockTolerance).toBe(sent - 120_000);
  });
});
