import { expect, test } from 'vitest';
import type { ProxyQuestion } from '../../shared/domain/network';
import { createProxySignIns } from './proxy-sign-in';

const ada = { username: 'ada', password: 'secret' };

const open = () => {
  const published: (ProxyQuestion | null)[] = [];
  const proxies = createProxySignIns((question) => published.push(question));
  const answer = (given: typeof ada | null): void => proxies.answer(proxies.question()?.id ?? '', given);
  return { published, proxies, answer };
};

test('asks once for requests that need the same proxy, and remembers', async () => {
  const { published, proxies, answer } = open();
  const waiting = [proxies.signIn('proxy:80', 'Office', null), proxies.signIn('proxy:80', 'Office', null)];
  expect(proxies.question()).toMatchObject({ proxy: 'proxy:80', realm: 'Office', again: false });
  answer(ada);
  expect(await Promise.all(waiting)).toEqual([ada, ada]);
  expect(await proxies.signIn('proxy:80', 'Office', null)).toEqual(ada);
  expect(published).toMatchObject([{ proxy: 'proxy:80' }, null]);
});

test('asks again when the proxy has refused what was given', async () => {
  const { published, proxies, answer } = open();
  const first = proxies.signIn('proxy:80', 'Office', null);
  answer({ ...ada, password: 'wrong' });
  const second = proxies.signIn('proxy:80', 'Office', await first);
  answer(ada);
  expect(await second).toEqual(ada);
  expect(published.map((question) => question?.again)).toEqual([false, undefined, true, undefined]);
});

test('gives a request that failed with an old answer the newer one, without asking', async () => {
  const { proxies, answer } = open();
  const old = proxies.signIn('proxy:80', '', null);
  answer({ ...ada, password: 'old' });
  const stale = await old;
  const renewed = proxies.signIn('proxy:80', '', stale);
  answer(ada);
  await renewed;
  expect(await proxies.signIn('proxy:80', '', stale)).toEqual(ada);
  expect(proxies.question()).toBeNull();
});

test('does not ask again who would not answer, until the person wants it', async () => {
  const { proxies, answer } = open();
  const first = proxies.signIn('proxy:80', '', null);
  answer(null);
  expect(await first).toBeNull();
  expect(await proxies.signIn('proxy:80', '', null)).toBeNull();
  expect(proxies.question()).toBeNull();
  proxies.askAgain();
  const second = proxies.signIn('proxy:80', '', null);
  answer(ada);
  expect(await second).toEqual(ada);
});

test('asks for one proxy after the other, and ignores answers to other questions', async () => {
  const { proxies, answer } = open();
  const one = proxies.signIn('one:80', '', null);
  const two = proxies.signIn('two:80', '', null);
  proxies.answer('somebody else', ada);
  expect(proxies.question()?.proxy).toBe('one:80');
  answer(null);
  expect(proxies.question()?.proxy).toBe('two:80');
  answer(ada);
  expect(await Promise.all([one, two])).toEqual([null, ada]);
});
