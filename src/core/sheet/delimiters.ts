import type { Delimiter } from '../../shared/domain/sheet';

/** The character each delimiter stands for. */
export const delimiterCharacters: Readonly<Record<Delimiter, string>> = {
  comma: ',',
  semicolon: ';',
  tab: '\t',
  pipe: '|',
  caret: '^',
  backquote: '`',
};
