import { countAutomatic, maxFollowUps } from '../core/load/follow-up';
import type { Program } from '../main/compose';
import type { LoadView } from '../shared/domain/load';
import { sleep } from '../main/load/sleep';
import { text } from '../shared/messages/format';
import type { CommandIo } from '../main/command-io';

const lookEvery = 500;
/** Lines of a log are for reading later; a bar is for watching. */
const lineEvery = 5000;
const barWidth = 24;

const describeProgress = ({ balance, parts, silentSince, org, attempts }: LoadView) => {
  const answered = Math.max(
    balance.rows - balance.counts.sent - balance.counts.ready,
    Math.min(
      balance.rows,
      balance.rows - balance.underWay + parts.reduce((sum, { processed }) => sum + processed, 0),
    ),
  );
  const share = balance.rows === 0 ? 1 : answered / balance.rows;
  const sentence = text('cli.progress', {
    answered,
    rows: balance.rows,
    percent: Math.floor(share * 100),
    silent: silentSince === null ? 'no' : 'yes',
    org: org.name,
    again: countAutomatic(attempts),
    most: maxFollowUps,
  });
  const full = Math.round(share * barWidth);
  return { sentence, bar: `[${'#'.repeat(full)}${'.'.repeat(barWidth - full)}] ${sentence}` };
};

const openTeller = (io: CommandIo): { tell: (view: LoadView) => void; close: () => void } => {
  let told = '';
  let toldAt = performance.now();
  let attempts = 1;
  return {
    tell: (view) => {
      const { sentence, bar } = describeProgress(view);
      if (io.terminal) {
        io.err(`\r\u001b[2K${bar}`);
        told = sentence;
      } else if (
        sentence !== told &&
        (view.attempts.length > attempts || performance.now() - toldAt >= lineEvery)
      ) {
        attempts = view.attempts.length;
        io.err(`${sentence}\n`);
        told = sentence;
        toldAt = performance.now();
      }
    },
    close: () => {
      if (io.terminal && told !== '') io.err('\n');
    },
  };
};

/**
 * Waits until nothing of a load is under way in this process, telling how far it is. Leaves it as it is in the org
 * when the command is broken off.
 */
export const followLoad = async (program: Program, loadId: string, io: CommandIo): Promise<void> => {
  const { running, loads } = program;
  const teller = openTeller(io);
  const ended = new AbortController();
  const over = AbortSignal.any([ended.signal, io.interrupted]);
  void running.ended(loadId).then(() => ended.abort());
  try {
    while (!over.aborted) {
      await sleep(lookEvery, over);
      if (!over.aborted) teller.tell(await loads.view(loadId));
    }
  } finally {
    teller.close();
  }
  if (io.interrupted.aborted) await running.leave(loadId);
};
