import { z } from 'zod';

/**
 * What kind of org it is. A trial of a paid edition is `production`: what is written there may be kept. Only
 * `production` is guarded; the others are made for trying things out.
 */
export const OrgType = z.enum(['production', 'sandbox', 'scratch', 'developer', 'practice']);
export type OrgType = z.infer<typeof OrgType>;

/** Where the sign-in of an org is kept. `session` means: in memory, gone when the app closes. */
export const SignInStore = z.enum(['keychain', 'session']);
export type SignInStore = z.infer<typeof SignInStore>;

/** Colours a person can give an org, beside its badge and never in place of it. */
export const OrgColour = z.enum(['rose', 'orange', 'olive', 'green', 'teal', 'plum']);
export type OrgColour = z.infer<typeof OrgColour>;

/** `ready`: calls can be made without a person; `refused`: Salesforce took the sign-in back. */
export const OrgStanding = z.enum(['ready', 'refused', 'signed-out']);
export type OrgStanding = z.infer<typeof OrgStanding>;

export const OrgView = z.object({
  id: z.string(),
  /** The person's own name for the org, or else the one it has in Salesforce. */
  name: z.string(),
  salesforceName: z.string(),
  type: OrgType,
  /** `OrganizationType` of Salesforce, such as "Enterprise Edition"; null until the org was asked. */
  edition: z.string().nullable(),
  /** The day a trial or scratch org ends, epoch milliseconds; null where none is set. */
  endsAt: z.number().nullable(),
  colour: OrgColour.nullable(),
  username: z.string(),
  userName: z.string(),
  /** Null until the org was asked, as for one that was taken over from a list. */
  apiVersion: z.string().nullable(),
  loginUrl: z.string(),
  /** Whether signing in again needs no more than a click: the app in the org is known. */
  hasClient: z.boolean(),
  standing: OrgStanding,
  /** The same as `standing` being `ready`. */
  connected: z.boolean(),
  /** New loads go to this org. At most one org is current. */
  isCurrent: z.boolean(),
  signIn: SignInStore.nullable(),
  /** The keychain did not take a renewed sign-in, so it ends with the app although it was to stay. */
  keepFailed: z.boolean(),
});
export type OrgView = z.infer<typeof OrgView>;

/** What signing out has reached. */
export const SignOutReport = z.object({
  /** Salesforce has confirmed that the sign-in is worth nothing any more, or there was none. */
  revoked: z.boolean(),
});
export type SignOutReport = z.infer<typeof SignOutReport>;
