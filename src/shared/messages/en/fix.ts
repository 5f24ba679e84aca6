export const fix = {} as const;
