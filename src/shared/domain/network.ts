import { z } from 'zod';

/** A proxy that wants to know who is there: what the person is asked. */
export const ProxyQuestion = z.object({
  id: z.string(),
  /** Host and port. */
  proxy: z.string(),
  /** What the proxy says of itself; may be empty. */
  realm: z.string(),
  /** The proxy has refused what was given before. */
  again: z.boolean(),
});
export type ProxyQuestion = z.infer<typeof ProxyQuestion>;
