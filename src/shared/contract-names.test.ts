import { expect, test } from 'vitest';
import { calls, events } from './contract';
import { callNames, eventNames } from './contract-names';

test('the bridge lets through exactly the calls and events of the contract', () => {
  expect([...callNames].sort()).toEqual(Object.keys(calls).sort());
  expect([...eventNames].sort()).toEqual(Object.keys(events).sort());
});
