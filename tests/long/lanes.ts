import { openWorld, type World } from '../contract/loads/world';

export type Failed<T> = { task: T; error: unknown };

/**
 * Works tasks off in several worlds side by side: most of a load is waiting. A world in which a task failed is given
 * up for a new one. Resolves with the tasks that failed.
 */
export const workInLanes = async <T>(
  tasks: readonly T[],
  lanes: number,
  work: (world: World, task: T) => Promise<void>,
): Promise<Failed<T>[]> => {
  const left = [...tasks];
  const failed: Failed<T>[] = [];
  const lane = async (): Promise<void> => {
    let world: World | null = null;
    for (let task = left.shift(); task !== undefined; task = left.shift()) {
      world ??= await openWorld({ empty: true });
      try {
        await work(world, task);
      } catch (error) {
        failed.push({ task, error });
        await world.end().catch(() => undefined);
        world = null;
      }
    }
    await world?.end();
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return failed;
};
