import { z } from 'zod';

export const OrgType = z.enum(['production', 'sandbox', 'practice']);
export type OrgType = z.infer<typeof OrgType>;

/** Where the sign-in of an org is kept. `session` means: in memory, gone when the app closes. */
export const SignInStore = z.enum(['keychain', 'session']);
export type SignInStore = z.infer<typeof SignInStore>;

export const OrgView = z.object({
  id: z.string(),
  name: z.string(),
  type: OrgType,
  username: z.string(),
  userName: z.string(),
  apiVersion: z.string(),
  connected: z.boolean(),
  signIn: SignInStore,
});
export type OrgView = z.infer<typeof OrgView>;
