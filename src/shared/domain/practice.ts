import { z } from 'zod';

/** Bad days a practice org can have, by the names of its own presets. */
export const badDays = [
  'slow',
  'locked',
  'flaky',
  'expired',
  'quota',
  'stuck',
  'half-way',
  'truncated',
  'maintenance',
] as const;
export const BadDay = z.enum(badDays);
export type BadDay = z.infer<typeof BadDay>;

/** A day a person can choose; `clear` is a good one. */
export const ChosenDay = z.enum(['clear', ...badDays]);
export type ChosenDay = z.infer<typeof ChosenDay>;

/** The day it is; `other` where something is amiss that no day by name brings. */
export const PracticeDay = z.enum([...ChosenDay.options, 'other']);
export type PracticeDay = z.infer<typeof PracticeDay>;

/** Objects that can be taken over from an org at once. */
export const mostObjects = 50;

export const PracticeObject = z.object({
  name: z.string(),
  label: z.string(),
  records: z.number().int(),
  /** Fields taken over; null where this program has not counted them. */
  fields: z.number().int().nullable(),
});
export type PracticeObject = z.infer<typeof PracticeObject>;

/** How the practice org on this computer is at the moment. */
export const PracticeView = z.object({
  day: PracticeDay,
  /** What this day had in store has happened: it takes choosing it again to see it again. */
  struck: z.boolean(),
  clock: z.object({
    /** The practice org's own time, epoch ms. */
    now: z.number(),
    /** Ms its clock runs ahead of this computer's; negative behind it. */
    ahead: z.number(),
  }),
  /** Whose objects it has: the sample company's, or descriptions a person took over. */
  schema: z.enum(['company', 'own']),
  /** Objects that records can be loaded into. */
  objects: z.array(PracticeObject),
  /** Bulk jobs of all kinds: those that have not ended, and those whose results are still kept. */
  jobs: z.object({ underWay: z.number().int(), ended: z.number().int() }),
});
export type PracticeView = z.infer<typeof PracticeView>;
