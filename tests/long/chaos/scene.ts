import type { Dice } from './dice';
import type { DrawnLoad } from './draw-load';
import type { Gate } from './gate';
import { start, type Life, type Lived, type Stage } from './live';
import type { OrgHand } from './org-hand';

/** A load with what became of it in all its lives. */
export type Played = { load: DrawnLoad; out: string; loadId: string | null };

export type Round = {
  loads: Played[];
  lives: Lived[];
  /** What was done to program and org, in order. */
  story: string[];
  parents: Map<string, string>;
  /** Results of jobs that were taken away, by job id, as they were before. */
  kept: Map<string, string>;
  kills: number;
  faults: number;
  deeds: number;
  /** Access tokens that were in use. */
  tokens: string[];
  /** Whether commands ended as promised; what did not. */
  broken: string[];
};

/** A round while it is played. */
export type Scene = { stage: Stage; org: OrgHand; gate: Gate; dice: Dice; round: Round; lives: Life[] };

/** Options that name the org, as it is behind the gate. */
export const toOrg = ({ gate }: Scene): string[] => [
  '--instance-url',
  `http://127.0.0.1:${gate.port}`,
  '--access-token-env',
  'TOKEN_OF_TEST',
];

/** Starts a command. */
export const begin = (scene: Scene, words: readonly string[]): Life => {
  const life = start(scene.stage, words, scene.org.token);
  if (!scene.round.tokens.includes(scene.org.token)) scene.round.tokens.push(scene.org.token);
  scene.lives.push(life);
  void life.ended.then((lived) => scene.round.lives.push(lived));
  return life;
};

/** Ids of the loads, as far as they were told. */
export const knownIds = ({ round }: Scene): string[] =>
  round.loads.flatMap(({ loadId }) => (loadId === null ? [] : [loadId]));

/** Writes into the story how the org will behave. */
export const tellFaults = ({ story }: Round, conditions: object, faults: readonly object[]): void => {
  story.push(
    `conditions ${JSON.stringify(conditions)}`,
    ...faults.map((fault) => `fault ${JSON.stringify(fault)}`),
  );
};
