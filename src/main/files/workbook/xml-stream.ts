import { TextDecoder } from 'node:util';
import { SaxesParser } from 'saxes';
import { AppError } from '../../../shared/errors/app-error';

export type Attributes = Readonly<Record<string, string | undefined>>;

/** Elements come by their local name; prefixes differ between the programs that write workbooks. */
export type XmlHandlers = {
  open?: (name: string, attributes: Attributes) => void;
  close?: (name: string) => void;
  text?: (text: string) => void;
};

/** Characters one piece of text, or one tag, may have; Excel's own limit for a cell is 32,767. */
export const longestText = 4 * 2 ** 20;

const toLocal = (name: string): string => {
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(colon + 1);
};

const readPrefixed = (attributes: Attributes, name: string): string | undefined => {
  const key = Object.keys(attributes).find((candidate) => candidate.endsWith(`:${name}`));
  return key === undefined ? undefined : attributes[key];
};

/** An attribute whatever its prefix is. */
export const attributeOf = (attributes: Attributes, name: string): string | undefined =>
  attributes[name] ?? readPrefixed(attributes, name);

/** Both encodings a workbook's XML may have (ECMA-376 part 2). */
const openDecoder = (start: Buffer): TextDecoder => {
  const isLittle = (start[0] === 0xff && start[1] === 0xfe) || (start[0] === 0x3c && start[1] === 0);
  const isBig = (start[0] === 0xfe && start[1] === 0xff) || (start[0] === 0 && start[1] === 0x3c);
  return new TextDecoder(isLittle ? 'utf-16le' : isBig ? 'utf-16be' : 'utf-8', { fatal: true });
};

export type XmlReading = {
  /** The file, for what is said of it. */
  name: string;
  /** Awaited after each piece. */
  drain?: (bytes: number) => Promise<void> | void;
  /** Asked after each piece: nothing more is wanted. */
  isDone?: () => boolean;
  /** Names the place of a text that never ends, where it is known. */
  refuseHuge?: () => never;
};

/**
 * Reads XML as a stream. A document type declaration is refused, since no workbook has one and entities are defined
 * there. Throws `file.entities`, `file.huge-cell` and, where it is no sound XML, `file.workbook-damaged`.
 */
export const readXml = async (
  chunks: AsyncIterable<Buffer>,
  handlers: XmlHandlers,
  reading: XmlReading,
): Promise<void> => {
  const { name, drain, isDone, refuseHuge } = reading;
  const parser = new SaxesParser({ xmlns: false, position: false } as const);
  let quiet = 0;
  const { open, close, text } = handlers;
  const refuse = (cause: unknown): never => {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new AppError('file.workbook-damaged', { name }, { detail, cause });
  };
  parser.on('error', refuse);
  parser.on('doctype', () => {
    throw new AppError('file.entities', { name });
  });
  parser.on('opentag', (tag) => {
    quiet = 0;
    open?.(toLocal(tag.name), tag.attributes);
  });
  parser.on('closetag', (tag) => {
    quiet = 0;
    close?.(toLocal(tag.name));
  });
  if (text !== undefined) {
    parser.on('text', text);
    parser.on('cdata', text);
  }
  let decoder: TextDecoder | null = null;
  const decode = (chunk: Buffer): string => {
    try {
      decoder ??= openDecoder(chunk);
      return decoder.decode(chunk, { stream: true });
    } catch (cause) {
      return refuse(cause);
    }
  };
  for await (const chunk of chunks) {
    parser.write(decode(chunk));
    quiet += chunk.length;
    if (quiet > longestText) {
      refuseHuge?.();
      throw new AppError('file.huge-cell', { name, line: 0, column: 0 });
    }
    await drain?.(chunk.length);
    if (isDone?.() === true) return;
  }
  if (decoder === null) refuse(new Error('empty part'));
  parser.close();
};
