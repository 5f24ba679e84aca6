import { create } from 'zustand';
import type { CallInput } from '../../shared/contract';
import type { ProxyQuestion } from '../../shared/domain/network';
import { call, on } from '../lib/api';

/** What a proxy wants to know at the moment; null when none asks. */
export const useProxyQuestion = create<{ question: ProxyQuestion | null }>(() => ({ question: null }));

const putQuestion = (question: ProxyQuestion | null): void => useProxyQuestion.setState({ question });

export const answerProxy = async (answer: CallInput<'network.answerProxy'>): Promise<undefined> =>
  call('network.answerProxy', answer);

/** Fetches what a proxy may be waiting for and follows it; called once when the window starts. */
export const followProxies = (): (() => void) => {
  void call('network.proxyQuestion').then(putQuestion, () => undefined);
  return on('network.proxyAsks', putQuestion);
};
