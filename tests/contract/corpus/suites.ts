import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonicalWires, readingForCommand, refusalForCommand } from '../../corpus/compare';
import { judge, judgeReading } from '../../corpus/judge';
import { placeFile, type CorpusFile } from '../../corpus/load-corpus';
import type { Sending } from '../../corpus/make/model';
import { heldCauses } from '../../corpus/vocabulary';
import type { World } from '../loads/world';
import { openCorpusWorld } from './open-corpus';
import { readThroughCommand, sendThroughCommand } from './through-command';
import { readThroughScreens, sendThroughScreens, type SeenSending } from './through-screens';

/** One program for all files of a suite. */
const openOnce = (): (() => World) => {
  let world: World;
  beforeAll(async () => (world = await openCorpusWorld()));
  afterAll(async () => world.end());
  return () => world;
};

/** Reads files through the calls of the screens. */
export const readInScreens = (files: readonly CorpusFile[]): void => {
  describe('read in the screens', () => {
    const world = openOnce();
    it.each(files)('$name', async (file) => {
      const path = await placeFile(file.name, world().folder);
      await judge('screens', file.name, async () =>
        judgeReading(
          await readThroughScreens(world(), path, file),
          file.expected.reading,
          file.expected.refusal,
        ),
      );
    });
  });
};

/** Reads files through the command line. */
export const readInCommands = (files: readonly CorpusFile[]): void => {
  describe('read by the command line', () => {
    const world = openOnce();
    it.each(files)('$name', async (file) => {
      const path = await placeFile(file.name, world().folder);
      await judge('command-line', file.name, async () =>
        judgeReading(
          await readThroughCommand(world(), path, file),
          readingForCommand(file.expected),
          refusalForCommand(file.expected),
        ),
      );
    });
  });
};

const judgeSending = (seen: SeenSending, sending: Sending): void => {
  const held = sending.held ?? [];
  expect({ ...seen, held: seen.held.map(([row]) => row) }).toEqual({
    undecided: sending.undecided ?? [],
    wire: canonicalWires(sending),
    held: held.map(([row]) => row),
  });
  for (const [at, [, kind]] of held.entries()) expect(heldCauses[kind]).toContain(seen.held[at]?.[1]);
};

const ways = {
  'screens-sent': { through: 'screens', send: sendThroughScreens },
  'command-line-sent': { through: 'command-line', send: sendThroughCommand },
} as const;

/** What goes to Salesforce of each file that says so, and what is kept back. */
export const sendIn = (view: keyof typeof ways, files: readonly CorpusFile[]): void => {
  const sent = files.filter(({ expected }) => expected.sendings !== undefined);
  describe(`${view} as it is meant`, () => {
    const world = openOnce();
    it.each(sent)('$name', async (file) => {
      const path = await placeFile(file.name, world().folder);
      await judge(view, file.name, async () => {
        const { through, send } = ways[view];
        for (const sending of file.expected.sendings ?? [])
          if ((sending.through ?? through) === through)
            judgeSending(await send(world(), path, file, sending), sending);
      });
    });
  });
};
