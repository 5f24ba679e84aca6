import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Round } from './scene';
import type { Passed } from './gate';
import type { LogEntry } from './org-hand';

/** A signal has to be heeded in five seconds; on a busy machine the clock of a judge runs fast. */
const patience = 12_000;

/** What stands on the error channel of a command that ends well, too. */
const isCommon = /^(load \S+ pid|\d+ of \d+ rows answered|not sent:|\d+ rows? (is|are) held)/;

const isHeaded = (words: readonly string[]): boolean =>
  words[0] === 'load' || words[0] === 'resume' || words[0] === 'resubmit' || words[0] === 'stop';

/** Whether each command ended as is promised, and nothing was said that must not be. */
export const judgeWords = async (
  round: Round,
  home: string,
  passed: readonly Passed[],
  log: readonly LogEntry[],
  tokens: readonly string[],
): Promise<string[]> => {
  const wrong: string[] = [...round.broken];
  for (const { words, code, signal, out, err, leftAfter } of round.lives) {
    const name = `${words[0]}`;
    if (signal === 'SIGABRT') wrong.push(`${name} came to no end: ${err}`);
    if (signal === null && ![0, 1, 2, 3].includes(code ?? -1))
      wrong.push(`${name} ended with ${code}: ${err}`);
    if (leftAfter !== null && leftAfter > patience)
      wrong.push(`${name} left after ${Math.round(leftAfter)} ms`);
    if (signal === null && (code === 2 || code === 3) && err.trim() === '')
      wrong.push(`${name} ended with ${code} and no sentence`);
    // Who is told to leave says what it was last told to say, if need be, and no more.
    if (signal === null && code === 3 && isHeaded(words) && leftAfter === null) {
      const sentences = err.split('\n').filter((line) => line !== '' && !isCommon.test(line));
      if (sentences.length === 0) wrong.push(`${name} paused without a sentence: ${err}`);
    }
    for (const line of out.trimEnd().split('\n')) {
      if (!line.startsWith('{') || !isHeaded(words)) continue;
      const told = JSON.parse(line) as Record<string, number | boolean>;
      if (told['balanced'] !== true) continue;
      const sum = ['succeeded', 'failed', 'notProcessed', 'noVerdict', 'held', 'excluded'].reduce(
        (total, state) => total + Number(told[state]),
        0,
      );
      if (sum !== told['rows']) wrong.push(`${name} says balanced and sums to ${sum} of ${told['rows']}`);
    }
    if (/\bat .*\.(m?js|ts):\d+|Error:|undefined|\[object/.test(err))
      wrong.push(`${name} speaks in code: ${err}`);
  }
  const said = round.lives.map(({ err }) => err).join('\n');
  const logged = await readFile(join(home, 'bulkhead.log'), 'utf8').catch(() => '');
  for (const [place, text] of [
    ['the error channel', said],
    ['the log', logged],
  ] as const) {
    for (const token of tokens) if (text.includes(token)) wrong.push(`a token stands on ${place}`);
    for (const { load } of round.loads)
      if (new RegExp(`${load.mark}(r|k|old| note)`).test(text)) wrong.push(`row data on ${place}: ${text}`);
  }
  // Where every command of a load was refused, the org must not have been written to.
  const wrote = new Set(log.filter(({ effect }) => effect !== null).map(({ userAgent }) => userAgent));
  if (round.lives.every(({ code }) => code === 2) && passed.some(({ n }) => wrote.has(`gate-${n}`)))
    wrong.push('all commands ended with 2, and the org was written to');
  return wrong;
};
