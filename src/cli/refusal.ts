import { text, type MessageKey, type MessageParams } from '../shared/messages/format';

/** Why a command does nothing: a sentence for the person, and nothing was written to the org. Exit code 2. */
export class Refusal extends Error {
  constructor(sentence: string, cause?: unknown) {
    super(sentence, cause === undefined ? undefined : { cause });
    this.name = 'Refusal';
  }
}

export const refuse = (key: MessageKey, params: MessageParams = {}): never => {
  throw new Refusal(text(key, params));
};
