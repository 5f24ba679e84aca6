import { IntlMessageFormat } from 'intl-messageformat';
import { en } from './en';

export type MessageKey = keyof typeof en;
export type MessageParams = Record<string, string | number | boolean | Date>;

const compiled = new Map<string, IntlMessageFormat>();

/**
 * The sentence for `key` in ICU message syntax, filled with `params`. Throws where the sentence asks for a
 * word that was not given: a missing word is a fault of the caller, not something to show a person.
 */
export const text = (key: MessageKey, params: MessageParams = {}): string => {
  let format = compiled.get(key);
  if (format === undefined) {
    format = new IntlMessageFormat(en[key], 'en', undefined, { ignoreTag: true });
    compiled.set(key, format);
  }
  const sentence = format.format(params);
  return typeof sentence === 'string' ? sentence : String(sentence);
};

/** Whether the catalogue has a sentence for a key that is put together at run time. */
export const hasMessage = (key: string): key is MessageKey => Object.hasOwn(en, key);
