import type { Dice } from './dice';
import type { Gate } from './gate';
import { judgeFiles } from './judge-files';
import { judgeCommits, judgeRecords } from './judge-org';
import { judgeWords } from './judge-words';
import type { Lived, Stage } from './live';
import type { OrgHand } from './org-hand';
import { playRound } from './play-round';
import { readCommits } from './read-commits';

export type Verdict = {
  wrong: string[];
  story: string[];
  lives: Lived[];
  tally: Record<string, number>;
};

const stateNames = [
  'created',
  'updated',
  'deleted',
  'failed',
  'not_processed',
  'no_verdict',
  'held',
] as const;

/** One round and its verdict, by nothing but what the org holds, the calls it got and the files of the command. */
export const playAndJudge = async (
  seed: number,
  dice: Dice,
  scene: { stage: Stage; org: OrgHand; gate: Gate },
): Promise<Verdict> => {
  const { stage, org, gate } = scene;
  const round = await playRound(seed, dice, scene);
  const described = await org.describe();
  const commits = await readCommits({ org, described, passed: gate.passed, kept: round.kept });
  const wrong = await judgeWords(round, stage.home, gate.passed, described.log, [org.token, ...round.tokens]);
  const tally: Record<string, number> = {
    loads: round.loads.length,
    lives: round.lives.length,
    kills: round.kills,
    faults: described.log.filter(({ fault }) => fault !== null).length,
    deeds: round.deeds,
    commits: commits.length,
    refused: round.lives.filter(({ code }) => code === 2).length,
  };
  for (const played of round.loads) {
    const files = await judgeFiles(
      played,
      stage.folder,
      round.lives.some(({ signal }) => signal === 'SIGKILL'),
    );
    wrong.push(...files.wrong);
    if (files.ledger === null) {
      const text = played.load.mark;
      if (commits.some(({ signs }) => signs.some((sign) => sign.includes(text))))
        wrong.push(`${text} was sent, and there is no ledger`);
      continue;
    }
    for (const state of stateNames)
      tally[state] = (tally[state] ?? 0) + files.ledger.rows.filter((row) => row.state === state).length;
    const open = files.ledger.rows.filter(({ state }) => state === 'no_verdict').length;
    const isBulk = played.load.api === '2.0' || played.load.api === '1.0';
    if (
      open > 0 &&
      isBulk &&
      !round.story.some((line) => /week-later|delete-job|dailyBulk|"status":200/.test(line))
    )
      wrong.push(`SUSPICIOUS: ${open} rows without a verdict by ${played.load.api}`);
    wrong.push(
      ...judgeRecords(played.load, files.ledger, await org.records(played.load.object), round.parents),
    );
  }
  wrong.push(
    ...judgeCommits(
      round.loads.map(({ load }) => load),
      commits,
    ),
  );
  const open = [...described.jobs, ...described.classicJobs].filter(({ state }) => state === 'Open');
  if (open.length > 0 && !round.story.includes('late'))
    wrong.push(`left open: ${open.map(({ id }) => id).join(' ')}`);
  return { wrong, story: round.story, lives: round.lives, tally };
};
