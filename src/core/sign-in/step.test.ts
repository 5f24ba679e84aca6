import { describe, expect, it } from 'vitest';
import type { SignInState } from '../../shared/domain/sign-in';
import { isRunning, stepSignIn, type SignInEvent } from './step';

const idle: SignInState = { phase: 'idle', version: 0 };
const play = (events: SignInEvent[], from: SignInState = idle): SignInState =>
  events.reduce(stepSignIn, from);

const started: SignInEvent = { kind: 'started', host: 'acme.my.salesforce.com', orgId: null };
const listening: SignInEvent = { kind: 'listening', url: 'https://a/', callbackUri: 'http://l/', until: 9 };
const error = { code: 'auth.denied', params: {} };
const whole: SignInEvent[] = [
  started,
  listening,
  { kind: 'code-came' },
  { kind: 'tokens-came' },
  { kind: 'signed-in', orgId: '00D', notice: null, formerUser: null },
];

describe('stepSignIn', () => {
  it('goes from the start to the end, a version further each time', () => {
    const phases = whole.map((_event, index) => play(whole.slice(0, index + 1)));
    expect(phases.map(({ phase }) => phase)).toEqual([
      'reaching',
      'waiting',
      'exchanging',
      'reading',
      'done',
    ]);
    expect(phases.map(({ version }) => version)).toEqual([1, 2, 3, 4, 5]);
    expect(phases.at(-1)).toMatchObject({ signedIn: '00D', host: 'acme.my.salesforce.com' });
  });

  it('knows one attempt at a time', () => {
    const waiting = play([started, listening]);
    expect(stepSignIn(waiting, { kind: 'started', host: 'other', orgId: null })).toBe(waiting);
  });

  it.each([1, 2, 3, 4])('fails from wherever it stands (%i)', (count) => {
    const state = play(whole.slice(0, count));
    expect(isRunning(state)).toBe(true);
    expect(stepSignIn(state, { kind: 'failed', error })).toMatchObject({ phase: 'failed', error });
  });

  it.each([
    [1, 'idle'],
    [2, 'idle'],
    [3, 'idle'],
    // Tokens are there: what was granted is a fact.
    [4, 'reading'],
  ])('can be cancelled until the tokens are there (%i)', (count, phase) => {
    expect(stepSignIn(play(whole.slice(0, count)), { kind: 'cancelled' }).phase).toBe(phase);
  });

  it.each<[string, SignInEvent]>([
    ['a code', { kind: 'code-came' }],
    ['tokens', { kind: 'tokens-came' }],
    ['an org', { kind: 'signed-in', orgId: '00D', notice: null, formerUser: null }],
    ['a failure', { kind: 'failed', error }],
    ['a browser', { kind: 'browser-opened', opened: false }],
  ])('ignores %s that comes after a cancel', (_what, event) => {
    const cancelled = play([started, listening, { kind: 'cancelled' }]);
    expect(stepSignIn(cancelled, event)).toBe(cancelled);
  });

  it('says once that no browser opened, and takes it back', () => {
    const waiting = play([started, listening]);
    const failed = stepSignIn(waiting, { kind: 'browser-opened', opened: false });
    expect(failed).toMatchObject({ phase: 'waiting', browserOpened: false });
    expect(stepSignIn(failed, { kind: 'browser-opened', opened: false })).toBe(failed);
    expect(stepSignIn(failed, { kind: 'browser-opened', opened: true })).toMatchObject({
      browserOpened: true,
    });
  });

  it('is put away once it was read, and can start again', () => {
    const failed = play([started, { kind: 'failed', error }]);
    expect(stepSignIn(failed, { kind: 'closed' }).phase).toBe('idle');
    expect(stepSignIn(failed, started).phase).toBe('reaching');
    const running = play([started]);
    expect(stepSignIn(running, { kind: 'closed' })).toBe(running);
  });
});
