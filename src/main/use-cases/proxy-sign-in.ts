import { randomUUID } from 'node:crypto';
import type { ProxyQuestion } from '../../shared/domain/network';
import type { ProxySignIn, SignInToProxy } from '../salesforce/transport';

export type ProxySignIns = {
  signIn: SignInToProxy;
  /** What the person is being asked, for a window that opens meanwhile. */
  question: () => ProxyQuestion | null;
  /** The person's answer; null says that there is none to be had. An answer to another question is ignored. */
  answer: (id: string, answer: ProxySignIn | null) => void;
  /** Forgets that nobody wanted to answer, so that the next request may ask again. */
  askAgain: () => void;
};

type Asked = { question: ProxyQuestion; resolve: (answer: ProxySignIn | null) => void };

/**
 * User names and passwords for proxies, asked once for each and kept in memory only. Requests that need the
 * same proxy share one question; a person who does not answer is not asked again by the next request.
 */
export const createProxySignIns = (publish: (question: ProxyQuestion | null) => void): ProxySignIns => {
  const known = new Map<string, ProxySignIn>();
  const refused = new Set<string>();
  const asking = new Map<string, Promise<ProxySignIn | null>>();
  const queue: Asked[] = [];

  const current = (): ProxyQuestion | null => queue[0]?.question ?? null;

  const ask = async (proxy: string, realm: string, again: boolean): Promise<ProxySignIn | null> => {
    const question = { id: randomUUID(), proxy, realm, again };
    const answered = new Promise<ProxySignIn | null>((resolve) => queue.push({ question, resolve }));
    if (queue.length === 1) publish(question);
    const answer = await answered;
    if (answer === null) refused.add(proxy);
    else known.set(proxy, answer);
    return answer;
  };

  return {
    question: current,
    signIn: async (proxy, realm, rejected) => {
      if (refused.has(proxy)) return null;
      const kept = known.get(proxy);
      if (kept !== undefined && kept !== rejected) return kept;
      known.delete(proxy);
      const asked =
        asking.get(proxy) ?? ask(proxy, realm, rejected !== null).finally(() => asking.delete(proxy));
      asking.set(proxy, asked);
      return asked;
    },
    answer: (id, answer) => {
      if (current()?.id !== id) return;
      queue.shift()?.resolve(answer);
      publish(current());
    },
    askAgain: () => refused.clear(),
  };
};
