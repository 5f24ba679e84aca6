import { parseDate, formatDay } from '../values/date';
import type { FormulaContext, Node } from './formula';
import type { Value } from '../schema/types';

type Call = (args: readonly Node[], context: FormulaContext) => Value;

const blank = (value: Value): boolean => value === null || value === '';
const asText = (value: Value): string => (value === null ? '' : String(value));
const asNumber = (value: Value): number => (typeof value === 'number' ? value : Number(value ?? 0));

function read(args: readonly Node[], at: number, context: FormulaContext): Value {
  return args[at]?.(context) ?? null;
}

const onText =
  (work: (text: string, other: string) => Value): Call =>
  (args, context) =>
    work(asText(read(args, 0, context)), asText(read(args, 1, context)));

/** REGEX must match the whole text, as Java's matches() does. */
const matchesWhole = (text: string, pattern: string): boolean =>
  new RegExp(`^(?:${pattern})$`, 'u').test(text);

/** The functions validation rules may call, by upper-case name. */
export const FUNCTIONS: Readonly<Record<string, Call>> = {
  AND: (args, context) => args.every((arg) => arg(context) === true),
  OR: (args, context) => args.some((arg) => arg(context) === true),
  NOT: (args, context) => read(args, 0, context) !== true,
  IF: (args, context) => read(args, read(args, 0, context) === true ? 1 : 2, context),
  ISBLANK: (args, context) => blank(read(args, 0, context)),
  BLANKVALUE: (args, context) =>
    blank(read(args, 0, context)) ? read(args, 1, context) : read(args, 0, context),
  ISPICKVAL: onText((text, other) => text === other),
  TEXT: onText((text) => text),
  LEN: onText((text) => text.length),
  LOWER: onText((text) => text.toLowerCase()),
  UPPER: onText((text) => text.toUpperCase()),
  TRIM: onText((text) => text.trim()),
  BEGINS: onText((text, other) => text.startsWith(other)),
  CONTAINS: onText((text, other) => text.includes(other)),
  INCLUDES: onText((text, other) => text.split(';').includes(other)),
  REGEX: onText(matchesWhole),
  ISNUMBER: onText((text) => /^[+-]?\d+(\.\d+)?$/.test(text)),
  VALUE: onText((text) => Number(text)),
  DATEVALUE: onText((text) => parseDate(text.slice(0, 10))),
  LEFT: (args, context) => asText(read(args, 0, context)).slice(0, asNumber(read(args, 1, context))),
  RIGHT: (args, context) => {
    const count = asNumber(read(args, 1, context));
    return count > 0 ? asText(read(args, 0, context)).slice(-count) : '';
  },
  ABS: (args, context) => Math.abs(asNumber(read(args, 0, context))),
  TODAY: (_args, context) => formatDay(context.now),
  ISNEW: (_args, context) => context.isNew,
};
