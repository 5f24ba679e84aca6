import { BREAKS } from './breaks';
import { ORG_KINDS, type OrgKind } from './seed/seed-organization';

/** What the program was asked on its command line. */
export type Arguments = {
  port: number;
  seed: string | null;
  dataFolder: string | null;
  empty: boolean;
  /** A file with describe results. */
  schemaFile: string | null;
  kind: OrgKind | null;
  /** The line of the conformance list to violate on purpose. */
  breakLine: number | null;
  /** Take bulk inserts without keeping them. */
  discard: boolean;
  json: boolean;
  controlToken: string | null;
  exitWithParent: boolean;
};

/** Reads the command line. Throws one sentence for an unknown switch or a missing value. */
export function readArguments(words: readonly string[]): Arguments {
  const read: Arguments = {
    port: 0,
    seed: null,
    dataFolder: null,
    empty: false,
    schemaFile: null,
    kind: null,
    breakLine: null,
    discard: false,
    json: false,
    controlToken: null,
    exitWithParent: false,
  };
  const rest = [...words];
  const takeValue = (name: string): string => {
    const value = rest.shift();
    if (value === undefined) throw new Error(`${name} needs a value.`);
    return value;
  };
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--port') {
      read.port = Number(takeValue(word));
      if (!Number.isInteger(read.port) || read.port < 0 || read.port > 65535)
        throw new Error('--port must be a number from 0 to 65535.');
    } else if (word === '--seed') read.seed = takeValue(word);
    else if (word === '--data') read.dataFolder = takeValue(word);
    else if (word === '--control-token') read.controlToken = takeValue(word);
    else if (word === '--schema') read.schemaFile = takeValue(word);
    else if (word === '--org-kind') {
      const kind = takeValue(word);
      read.kind = ORG_KINDS.find((one) => one === kind) ?? null;
      if (!read.kind) throw new Error(`--org-kind must be one of ${ORG_KINDS.join(', ')}.`);
    } else if (word === '--break') {
      read.breakLine = Number(takeValue(word));
      if (!BREAKS[read.breakLine])
        throw new Error(
          `--break must be the number of a line of the conformance list, from 1 to ${Object.keys(BREAKS).length}.`,
        );
    } else if (word === '--discard') read.discard = true;
    else if (word === '--empty') read.empty = true;
    else if (word === '--json') read.json = true;
    else if (word === '--exit-with-parent') read.exitWithParent = true;
    else
      throw new Error(
        `Unknown argument ${word}. Known: --port N, --seed S, --data DIR, --empty, --schema FILE, --org-kind KIND, --break N, --discard, --json, --control-token T, --exit-with-parent.`,
      );
  }
  return read;
}
