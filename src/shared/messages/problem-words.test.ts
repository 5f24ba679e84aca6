import { expect, it } from 'vitest';
import { describeProblem } from './problem-words';

it('puts no full stop after a list that was cut short', () => {
  const params = { count: 7, object: 'Contact', value: 'Lang', records: 'Ute Lang (003) …' };
  const problem = {
    cause: 'record-several',
    fields: ['Last Name'],
    params,
    owner: 'data',
    action: 'fix',
  } as const;
  const { why } = describeProblem({ ...problem, fields: [...problem.fields] }, ([field]) => field ?? '');
  expect(why).toBe('7 Contact records have the Last Name “Lang”: Ute Lang (003) …');
});
