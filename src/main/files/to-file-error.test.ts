import { expect, test } from 'vitest';
import { AppError } from '../../shared/errors/app-error';
import { toFileError } from './to-file-error';

const failure = (code: string): Error => Object.assign(new Error(`${code}: it failed`), { code });

test.each([
  ['ENOENT', 'file.not-found'],
  ['ENOTDIR', 'file.not-found'],
  ['EBUSY', 'file.locked'],
  ['EACCES', 'file.locked'],
  ['EPERM', 'file.locked'],
  ['EIO', 'file.lost-contact'],
  ['ESTALE', 'file.lost-contact'],
  ['UNKNOWN', 'file.lost-contact'],
  ['EISDIR', 'file.unreadable'],
  ['EMFILE', 'file.unreadable'],
])('%s becomes %s, with the name of the file alone', (code, expected) => {
  expect(toFileError(failure(code), '/home/ada/contacts.csv')).toMatchObject({
    code: expected,
    params: { name: 'contacts.csv' },
  });
});

test.each([
  ['an error in words', new AppError('file.changed', { name: 'a.csv' })],
  ['an abort', failure('ABORT_ERR')],
  ['an error of the program', new TypeError('undefined is not a function')],
  ['what is no error', 'stop'],
])('%s stays as it is', (_what, error) => {
  expect(toFileError(error, 'contacts.csv')).toBe(error);
});
