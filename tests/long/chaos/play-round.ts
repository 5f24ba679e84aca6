import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Dice } from './dice';
import { drawLoad, parents, type DrawnLoad } from './draw-load';
import { direct } from './deeds';
import { drawConditions, drawFaults, drawPlans } from './draw-trouble';
import type { Life } from './live';
import { begin, tellFaults, toOrg, type Played, type Round, type Scene } from './scene';
import { readLedger } from './read-output';
import { drawFixes } from './draw-fixes';

const calm = { faults: [], settings: null };

/** Finds out the ids of loads from what their commands said. */
const learnIds = (scene: Scene): void => {
  for (const played of scene.round.loads)
    for (const { words, err } of scene.round.lives)
      if (words.includes(played.out)) played.loadId ??= /^load (\S+) pid \d+$/m.exec(err)?.[1] ?? null;
};

const watchIds = (life: Life, played: Played): void => {
  let text = '';
  life.child.stderr?.on('data', (part: Buffer) => {
    text += part.toString();
    played.loadId ??= /^load (\S+) pid \d+$/m.exec(text)?.[1] ?? null;
  });
};

const allEnded = async (scene: Scene): Promise<void> => {
  for (;;) {
    const open = scene.lives.filter((life) => !life.isOver());
    if (open.length === 0) break;
    await Promise.all(open.map(async ({ ended }) => ended));
  }
  await wait(0);
  scene.lives.length = 0;
};

const live = async (scene: Scene, commands: readonly (readonly string[])[]): Promise<void> => {
  const { dice, gate } = scene;
  gate.life += 1;
  direct(scene, drawPlans(dice));
  for (const words of commands) {
    const life = begin(scene, words);
    const played = scene.round.loads.find(({ out }) => words.includes(out));
    if (played !== undefined) watchIds(life, played);
    if (dice.chance(0.12)) {
      const after = dice.number(0, 2500);
      void wait(after).then(() => {
        if (!life.isOver()) {
          scene.round.kills += 1;
          scene.round.story.push(`kill after ${after} ms`);
        }
        life.signal('SIGKILL');
      });
    }
    if (commands.length > 1) await wait(dice.number(0, 1500));
  }
  await allEnded(scene);
  gate.watch = async () => undefined;
  await gate.idle();
  learnIds(scene);
};

const loadWords = (scene: Scene, { load, out }: Played): string[] => [
  'load',
  ...toOrg(scene),
  '--file',
  `${out}.csv`,
  '--object',
  load.object,
  '--operation',
  load.operation,
  ...(load.externalId === null ? [] : ['--external-id', load.externalId]),
  ...(load.operation === 'delete' ? ['--confirm-rows', String(countToSend(load))] : []),
  ...load.words,
  '--give-up-after',
  String(scene.dice.number(2, 8)),
  '--out',
  out,
  '--json',
  '--yes',
];

const countToSend = ({ rows }: DrawnLoad): number => rows.filter(({ damaged }) => !damaged).length;

const resumeWords = (scene: Scene, patience: number): string[] => [
  'resume',
  ...toOrg(scene),
  '--json',
  '--give-up-after',
  String(patience),
];

/** A good day: everything that was begun comes to its end. */
const settle = async (scene: Scene): Promise<void> => {
  const { org, gate, round } = scene;
  round.story.push('calm');
  await wait(50);
  await org.control(calm);
  await org.renewToken();
  gate.watch = async () => undefined;
  gate.life += 1;
  const life = begin(scene, resumeWords(scene, 60));
  const { code, err, out, signal } = await life.ended;
  await allEnded(scene);
  if (code !== 0 && code !== 1)
    round.broken.push(`resume on a good day ended with ${code ?? signal}: ${out} ${err}`);
  learnIds(scene);
};

const sendAgain = async (scene: Scene, played: Played): Promise<void> => {
  const { dice, stage, org, round } = scene;
  if (played.loadId === null) return;
  const ledger = await readLedger(join(stage.folder, played.out));
  if (ledger === null) return;
  const fixes = await drawFixes(played.load, ledger, dice, org);
  if (fixes === null) return;
  round.story.push(`resubmit ${fixes.rows.length} rows`);
  await writeFile(join(stage.folder, `${played.out}.fixed.csv`), fixes.text);
  const faults = drawFaults(played.load.api, dice, 4);
  round.faults += faults.length;
  const conditions = drawConditions(dice);
  tellFaults(round, conditions, faults);
  await org.control({ faults, settings: conditions });
  const words = [
    'resubmit',
    played.loadId,
    ...toOrg(scene),
    '--file',
    `${played.out}.fixed.csv`,
    ...fixes.words,
    '--give-up-after',
    String(dice.number(2, 8)),
    '--json',
    '--yes',
  ];
  await live(scene, [words]);
  fixes.apply();
};

/** Plays one round: one or two loads, through as many lives as chance wants, and to their end. */
export const playRound = async (
  seed: number,
  dice: Dice,
  { stage, org, gate }: Pick<Scene, 'stage' | 'org' | 'gate'>,
): Promise<Round> => {
  const round: Round = {
    loads: [],
    lives: [],
    story: [],
    parents: new Map(),
    kept: new Map(),
    kills: 0,
    faults: 0,
    deeds: 0,
    tokens: [],
    broken: [],
  };
  const scene: Scene = { stage, org, gate, dice, round, lives: [] };
  stage.clockShift = dice.pick([0, 0, 0, -5_400_000, 90_000]);
  stage.clockJump = dice.pick([-7_200_000, -90_000, 90_000, 7_200_000]);
  await mkdir(stage.folder, { recursive: true });
  await org.control({ reset: true, clearLog: true });
  await org.renewToken();
  gate.passed.length = 0;
  const made = await org.make(
    'Account',
    parents.map((no) => ({ Name: no, Account_No__c: no })),
  );
  parents.forEach((no, at) => round.parents.set(no, made[at] ?? ''));
  const count = dice.chance(0.25) ? 2 : 1;
  for (let at = 0; at < count; at += 1) {
    const load = await drawLoad(`Qz${seed}${'ab'[at]}`, dice, org.make);
    const played: Played = { load, out: `out-${seed}${'ab'[at]}`, loadId: null };
    round.loads.push(played);
    await writeFile(join(stage.folder, `${played.out}.csv`), load.bytes);
    round.story.push(`${load.operation} ${load.object} ${load.words.join(' ')} rows ${load.rows.length}`);
  }
  // What was there before is older than the load, by the org's clock.
  await org.control({ clock: { advanceMs: 600_000 } });
  const faults = drawFaults(round.loads[0]?.load.api ?? 'auto', dice, 6);
  round.faults += faults.length;
  const conditions = drawConditions(dice);
  tellFaults(round, conditions, faults);
  await org.control({ faults, settings: conditions, clearLog: true });
  await live(
    scene,
    round.loads.map((played) => loadWords(scene, played)),
  );
  for (let life = dice.number(0, 3); life > 0; life -= 1) {
    if (dice.chance(0.5))
      await org.control({ settings: { quotaExhausted: false, apiEnabled: true, bulkApiEnabled: true } });
    if (dice.chance(0.3)) {
      const more = drawFaults(round.loads[0]?.load.api ?? 'auto', dice, 3);
      round.faults += more.length;
      tellFaults(round, {}, more);
      await org.control({ addFaults: more });
    }
    await live(scene, [resumeWords(scene, dice.number(2, 8))]);
  }
  await settle(scene);
  const [first] = round.loads;
  if (first !== undefined && dice.chance(0.4)) {
    await sendAgain(scene, first);
    await settle(scene);
  }
  return round;
};
