import { create } from 'zustand';
import type { CallInput } from '../../shared/contract';
import type { KeychainView, RememberedClient, SignInState } from '../../shared/domain/sign-in';
import { call, on } from '../lib/api';

type SignIn = {
  state: SignInState;
  /** Null until it has been looked for, which can take as long as a person needs to unlock it. */
  keychain: KeychainView | null;
  clients: readonly RememberedClient[];
  /** Does the newest sign-in once more; null where this window did not begin it. */
  repeat: ((sessionOnly: boolean) => Promise<void>) | null;
};

export const useSignIn = create<SignIn>(() => ({
  state: { phase: 'idle', version: -1 },
  keychain: null,
  clients: [],
  repeat: null,
}));

export const useSignInState = (): SignInState => useSignIn((signIn) => signIn.state);
export const useKeychain = (): KeychainView | null => useSignIn((signIn) => signIn.keychain);

/** Takes in a snapshot, unless a newer one is already here. */
const putState = (state: SignInState): void =>
  useSignIn.setState((held) => (held.state.version > state.version ? held : { state }));

/** Begins to sign in where the form says. Throws what can be mended in the form. */
export const startSignIn = async (wish: CallInput<'signIn.start'>): Promise<void> => {
  useSignIn.setState({ repeat: async (sessionOnly) => startSignIn({ ...wish, sessionOnly }) });
  putState(await call('signIn.start', wish));
};

/** Begins to sign in to a known org, the way it was done before. */
export const signInAgain = async (orgId: string, sessionOnly = false): Promise<void> => {
  useSignIn.setState({ repeat: async (only) => signInAgain(orgId, only) });
  putState(await call('signIn.startAgain', { orgId, sessionOnly }));
};
export const openSignInPage = async (): Promise<void> => putState(await call('signIn.openPage'));
export const cancelSignIn = async (): Promise<void> => putState(await call('signIn.cancel'));
export const closeSignIn = async (): Promise<void> => putState(await call('signIn.close'));

export const fetchKeychain = async (): Promise<void> => {
  useSignIn.setState({ keychain: await call('keychain.get') });
};

export const fetchClients = async (): Promise<void> => {
  useSignIn.setState({ clients: await call('signIn.clients') });
};

/** Fetches the sign-in that is under way and follows it; called once when the window starts. */
export const followSignIn = (): (() => void) => {
  void call('signIn.get').then(putState, () => undefined);
  return on('signIn.changed', putState);
};
