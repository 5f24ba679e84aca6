import { z } from 'zod';
import { WireError } from './load';

/**
 * Ports the browser may come back to, in the order they are tried. They lie far apart because Windows reserves
 * ports in blocks of a hundred neighbours. 1717 is the one Salesforce's own command line uses.
 */
export const callbackPorts = [1717, 7171, 27171] as const;
export const callbackPath = '/OauthRedirect';

/** The exact address an app in the org has to list for a port: Salesforce compares it letter by letter. */
export const toCallbackUri = (port: number): string => `http://localhost:${port}${callbackPath}`;
export const callbackUris: readonly string[] = callbackPorts.map(toCallbackUri);

/** What the app asks Salesforce for, as the `scope` of the authorize call names it. */
export const scopes = ['api', 'refresh_token'] as const;

export const productionLogin = 'https://login.salesforce.com';
export const sandboxLogin = 'https://test.salesforce.com';

/** What a person is told once at the end of a sign-in that worked. */
export const SignInNotice = z.enum([
  /** The keychain did not take the sign-in; it lasts until the app closes. */
  'keychain-failed',
  /** The app in the org does not grant a lasting sign-in. */
  'no-refresh-token',
  /** Another org answered than the one that was to be signed in to. */
  'another-org',
]);
export type SignInNotice = z.infer<typeof SignInNotice>;

const running = z.object({
  /** Grows with every change; a snapshot with a smaller one is late. */
  version: z.number().int(),
  host: z.string(),
  /** The known org that is signed in to again; null for whichever comes. */
  orgId: z.string().nullable(),
});

/** One sign-in as it goes on in the browser, or none. */
export const SignInState = z.discriminatedUnion('phase', [
  z.object({ phase: z.literal('idle'), version: z.number().int() }),
  /** The login host is being asked whether it is there. */
  running.extend({ phase: z.literal('reaching') }),
  running.extend({
    phase: z.literal('waiting'),
    /** The page of the login host, for a browser that did not open by itself. */
    url: z.string(),
    callbackUri: z.string(),
    /** When the app stops waiting, epoch milliseconds. */
    until: z.number(),
    browserOpened: z.boolean(),
  }),
  running.extend({ phase: z.literal('exchanging') }),
  running.extend({ phase: z.literal('reading') }),
  running.extend({
    phase: z.literal('done'),
    signedIn: z.string(),
    notice: SignInNotice.nullable(),
    /** Username that was signed in to this org before, where another user came now. */
    formerUser: z.string().nullable(),
  }),
  running.extend({ phase: z.literal('failed'), error: WireError }),
]);
export type SignInState = z.infer<typeof SignInState>;

/** The client id of an app in an org, as remembered for a login host. */
export const RememberedClient = z.object({ loginUrl: z.string(), clientId: z.string() });
export type RememberedClient = z.infer<typeof RememberedClient>;

/** Whether the keychain of this computer takes sign-ins, and how its users call it. */
export const KeychainView = z.object({
  state: z.enum(['ready', 'locked', 'missing']),
  label: z.string(),
});
export type KeychainView = z.infer<typeof KeychainView>;
