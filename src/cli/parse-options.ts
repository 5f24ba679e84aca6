import { parseArgs, type ParseArgsConfig } from 'node:util';
import { refuse } from './refusal';

type OptionTable = NonNullable<ParseArgsConfig['options']>;

const value = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;

const orgOptions = { org: value, 'instance-url': value, 'access-token-env': value } as const;
const outputOptions = { out: value, json: flag } as const;
const patienceOption = { 'give-up-after': value } as const;
const readingOptions = {
  delimiter: value,
  encoding: value,
  sheet: value,
  'date-order': value,
  'century-from': value,
  'time-zone': value,
  decimal: value,
} as const;

/** The options of each command; what is not listed is refused by name. */
const optionTables = {
  load: {
    ...orgOptions,
    ...outputOptions,
    ...patienceOption,
    ...readingOptions,
    file: value,
    object: value,
    operation: value,
    'external-id': value,
    mapping: value,
    recipe: value,
    api: value,
    mode: value,
    'batch-size': value,
    blank: value,
    'error-cells': value,
    'trace-field': value,
    strict: flag,
    'confirm-rows': value,
    yes: flag,
  },
  resume: { ...orgOptions, ...outputOptions, ...patienceOption },
  resubmit: {
    ...orgOptions,
    ...outputOptions,
    ...patienceOption,
    ...readingOptions,
    file: value,
    settle: { type: 'string', multiple: true },
    strict: flag,
    'confirm-rows': value,
    yes: flag,
  },
  export: {
    ...orgOptions,
    ...patienceOption,
    soql: value,
    object: value,
    fields: value,
    all: flag,
    out: value,
    json: flag,
    yes: flag,
  },
  jobs: { json: flag },
  show: { json: flag, recipe: flag },
  orgs: { json: flag },
  stop: { ...orgOptions, ...outputOptions, ...patienceOption },
} as const satisfies Record<string, OptionTable>;

export type CommandName = keyof typeof optionTables;

/** Commands of later versions: known by name, so that the answer is no riddle. */
const later = new Set(['rehearse', 'undo', 'watch']);

/** How many words beside its options a command takes, at least and at most. */
const operands: Readonly<Record<CommandName, readonly [number, number]>> = {
  load: [0, 0],
  resume: [0, 1],
  resubmit: [1, 1],
  export: [0, 0],
  jobs: [0, 0],
  show: [1, 1],
  orgs: [0, 0],
  stop: [1, 1],
};

/** A command line that was understood. `values` by option name; a flag that was not given is absent. */
export type CommandLine = {
  command: CommandName;
  values: Readonly<Record<string, string | boolean | string[] | undefined>>;
  loadId: string | null;
};

const isCommand = (word: string): word is CommandName => Object.hasOwn(optionTables, word);

type Token = { kind: string; name?: string | undefined; value?: string | undefined };

/** An option given twice could mean either value, and a variable of a script that is not set leaves one empty. */
const refuseUnclear = (tokens: readonly Token[], options: OptionTable): void => {
  const given = new Set<string>();
  for (const { kind, name = '', value: word } of tokens) {
    if (kind !== 'option') continue;
    if (word?.trim() === '') refuse('cli.option-empty', { option: name });
    if (given.has(name) && options[name]?.multiple !== true) refuse('cli.option-twice', { option: name });
    given.add(name);
  }
};

const readWords = (command: CommandName, words: readonly string[]): CommandLine => {
  try {
    const options: OptionTable = optionTables[command];
    const { values, positionals, tokens } = parseArgs({
      args: [...words],
      options,
      allowPositionals: true,
      strict: true,
      tokens: true,
    });
    refuseUnclear(tokens, options);
    const [least, most] = operands[command];
    if (positionals.length < least) return refuse('cli.load-missing', { command });
    const extra = positionals[most];
    if (extra !== undefined) return refuse('cli.word-unknown', { word: extra });
    return { command, values: values as CommandLine['values'], loadId: positionals[0] ?? null };
  } catch (cause) {
    const { code, message } = cause as Error & { code?: string };
    if (code?.startsWith('ERR_PARSE_ARGS') !== true) throw cause;
    // The rest of Node's own words are advice about its parser.
    return refuse('cli.option-bad', { reason: message.split('. ')[0]?.replace(/\.$/, '') ?? '' });
  }
};

/**
 * Reads the words of a command line. Null asks for help.
 *
 * @throws {import('./refusal').Refusal} for anything that is not understood
 */
export const parseOptions = (words: readonly string[]): CommandLine | null => {
  const [command, ...rest] = words;
  if (command === undefined || command === 'help' || words.includes('--help') || words.includes('-h'))
    return null;
  if (later.has(command)) return refuse('cli.later', { command });
  if (!isCommand(command)) return refuse('cli.command-unknown', { command });
  return readWords(command, rest);
};

/** The text of an option, or undefined where it was not given. */
export const textOf = ({ values }: CommandLine, name: string): string | undefined => {
  const given = values[name];
  return typeof given === 'string' ? given : undefined;
};

export const isSet = ({ values }: CommandLine, name: string): boolean => values[name] === true;

/** The text of an option that must be given. */
export const needText = (line: CommandLine, name: string): string =>
  textOf(line, name) ?? refuse('cli.option-missing', { option: name, command: line.command });

/** One of a few words, or undefined where the option was not given. */
export const wordOf = <T extends string>(
  line: CommandLine,
  name: string,
  words: readonly T[],
): T | undefined => {
  const given = textOf(line, name);
  if (given === undefined) return undefined;
  const found = words.find((word) => word.toLowerCase() === given.toLowerCase());
  return found ?? refuse('cli.option-word', { option: name, word: given, words: words.join(', ') });
};

/** A whole number between two limits, or undefined where the option was not given. */
export const numberOf = (
  line: CommandLine,
  name: string,
  least: number,
  most: number,
): number | undefined => {
  const given = textOf(line, name);
  if (given === undefined) return undefined;
  const number = /^\d{1,12}$/.test(given) ? Number(given) : Number.NaN;
  if (number >= least && number <= most) return number;
  return refuse('cli.option-number', { option: name, word: given, least, most });
};
