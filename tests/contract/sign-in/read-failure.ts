import type { SignInState } from '../../../src/shared/domain/sign-in';
import { hasMessage, text } from '../../../src/shared/messages/format';

/** What a sign-in has failed with. */
export const readFailure = (state: SignInState): { code: string; params: Record<string, unknown> } => {
  if (state.phase !== 'failed') throw new Error(`it is ${state.phase}`);
  return state.error;
};

/** The title of a failure as the person reads it, in the window and on the browser's last page. */
export const readTitle = (state: SignInState): string => {
  const { code, params } = readFailure(state);
  const key = `error.${code}.title`;
  if (!hasMessage(key)) throw new Error(`${key} is missing`);
  return text(key, params as Record<string, string | number>);
};
