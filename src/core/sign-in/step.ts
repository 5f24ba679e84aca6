import type { WireError } from '../../shared/domain/load';
import type { SignInNotice, SignInState } from '../../shared/domain/sign-in';

export type SignInEvent =
  | { kind: 'started'; host: string; orgId: string | null }
  | { kind: 'listening'; url: string; callbackUri: string; until: number }
  | { kind: 'browser-opened'; opened: boolean }
  | { kind: 'code-came' }
  | { kind: 'tokens-came' }
  | { kind: 'signed-in'; orgId: string; notice: SignInNotice | null; formerUser: string | null }
  | { kind: 'failed'; error: WireError }
  | { kind: 'cancelled' }
  /** The person has read how it ended. */
  | { kind: 'closed' };

type Running = Exclude<SignInState, { phase: 'idle' | 'done' | 'failed' }>;

export const isRunning = (state: SignInState): state is Running =>
  state.phase !== 'idle' && state.phase !== 'done' && state.phase !== 'failed';

/**
 * The next state of a sign-in. An event that does not belong to the phase, such as a code that comes after the
 * person has cancelled, changes nothing: the same object comes back.
 */
export const stepSignIn = (state: SignInState, event: SignInEvent): SignInState => {
  const version = state.version + 1;
  const carry = (from: Running): { version: number; host: string; orgId: string | null } => ({
    version,
    host: from.host,
    orgId: from.orgId,
  });
  switch (event.kind) {
    case 'started':
      return isRunning(state) ? state : { phase: 'reaching', version, host: event.host, orgId: event.orgId };
    case 'listening': {
      if (state.phase !== 'reaching') return state;
      const { url, callbackUri, until } = event;
      return { ...carry(state), phase: 'waiting', url, callbackUri, until, browserOpened: true };
    }
    case 'browser-opened':
      return state.phase === 'waiting' && state.browserOpened !== event.opened
        ? { ...state, version, browserOpened: event.opened }
        : state;
    case 'code-came':
      return state.phase === 'waiting' ? { ...carry(state), phase: 'exchanging' } : state;
    case 'tokens-came':
      return state.phase === 'exchanging' ? { ...carry(state), phase: 'reading' } : state;
    case 'signed-in': {
      if (state.phase !== 'reading') return state;
      const { orgId: signedIn, notice, formerUser } = event;
      return { ...carry(state), phase: 'done', signedIn, notice, formerUser };
    }
    case 'failed':
      return isRunning(state) ? { ...carry(state), phase: 'failed', error: event.error } : state;
    case 'cancelled':
      // Once the tokens are there the sign-in is a fact; taking it back is signing out.
      return isRunning(state) && state.phase !== 'reading' ? { phase: 'idle', version } : state;
    case 'closed':
      return state.phase === 'done' || state.phase === 'failed' ? { phase: 'idle', version } : state;
  }
};
