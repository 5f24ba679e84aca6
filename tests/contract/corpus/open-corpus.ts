import { openWorld, type World } from '../loads/world';
import { corpusSchema } from '../../corpus/org-object';

/** The program signed in to an org that has the corpus' own object. */
export const openCorpusWorld = async (): Promise<World> => {
  const world = await openWorld({ empty: true, seed: 'corpus' });
  await world.control({ schema: corpusSchema });
  return world;
};
