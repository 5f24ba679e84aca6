import type { Surroundings } from '../main/compose';

/** What runs the command: which words it was given, and the network it has. */
export type Runtime = {
  words: string[];
  /** What is left out is Node's own. */
  openSurroundings: () => Promise<Pick<Surroundings, 'openNetwork' | 'watch'>>;
};

const isElectron = (): boolean => 'type' in process && process.type === 'browser';

/** In a checkout Node runs the command; inside Electron, as it is packaged, the system's network serves it. */
export const readRuntime = async (): Promise<Runtime> => {
  if (!isElectron()) return { words: process.argv.slice(2), openSurroundings: async () => ({}) };
  const { readElectronRuntime } = await import('../main/electron-runtime');
  return readElectronRuntime();
};
