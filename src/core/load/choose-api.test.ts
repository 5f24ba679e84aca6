import { describe, expect, it } from 'vitest';
import { defaultLoadOptions, type LoadOptions } from '../../shared/domain/load';
import { hasMessage, text } from '../../shared/messages/format';
import { contact, field } from '../mapping/test-contact';
import { apiConflicts, apiReasons, canSettle, chooseApi } from './choose-api';

type Input = Omit<Parameters<typeof chooseApi>[0], 'options'> & { options?: Partial<LoadOptions> };

const choose = ({ options, ...input }: Input) =>
  chooseApi({ ...input, options: { ...defaultLoadOptions, ...options } });

const few = { rows: 2000, operation: 'upsert', settleable: true } as const;

describe('chooseApi', () => {
  it.each([
    [few, 'collections', 'few-rows'],
    [{ ...few, rows: 2001 }, '2.0', 'many-rows'],
    [{ ...few, operation: 'insert' as const, settleable: false }, '2.0', 'unsettled-insert'],
    [{ ...few, operation: 'insert' as const, rows: 1 }, 'collections', 'few-rows'],
    [{ ...few, operation: 'hardDelete' as const }, '2.0', 'hard-delete'],
    [{ ...few, options: { mode: 'serial' as const } }, '1.0', 'serial'],
    [{ ...few, options: { batchSize: 50 } }, '1.0', 'batch-size'],
    [{ ...few, options: { mode: 'serial' as const, batchSize: 50 } }, '1.0', 'serial'],
    [{ ...few, options: { api: '2.0' as const } }, '2.0', 'asked'],
    [{ ...few, rows: 9_000_000, options: { api: 'collections' as const } }, 'collections', 'asked'],
    [{ ...few, options: { api: 'collections' as const, batchSize: 200 } }, 'collections', 'asked'],
    [
      { ...few, settleable: false, operation: 'insert' as const, options: { api: 'collections' as const } },
      'collections',
      'asked',
    ],
    [
      { ...few, options: { api: '1.0' as const, mode: 'serial' as const, batchSize: 10_000 } },
      '1.0',
      'asked',
    ],
    [{ ...few, operation: 'hardDelete' as const, options: { api: '1.0' as const } }, '1.0', 'asked'],
    [{ ...few, rows: 9000, options: { allOrNone: true } }, 'collections', 'call-choices'],
    [{ ...few, options: { duplicateSave: true, batchSize: 50 } }, 'collections', 'call-choices'],
    [{ ...few, options: { api: 'collections' as const, allOrNone: true } }, 'collections', 'asked'],
  ])('%j goes by %s because of %s', (input, api, reason) => {
    expect(choose(input)).toEqual({ api, reason });
  });

  it.each([
    [{ ...few, options: { api: '2.0' as const, mode: 'serial' as const } }, 'serial-needs-1.0'],
    [{ ...few, options: { api: '2.0' as const, batchSize: 1 } }, 'batch-size-needs-1.0'],
    [{ ...few, options: { api: 'collections' as const, mode: 'serial' as const } }, 'serial-needs-1.0'],
    [{ ...few, options: { api: 'collections' as const, batchSize: 201 } }, 'call-size-too-large'],
    [{ ...few, options: { api: '2.0' as const, allOrNone: true } }, 'call-choices-need-collections'],
    [{ ...few, options: { api: '1.0' as const, duplicateSave: true } }, 'call-choices-need-collections'],
    [{ ...few, options: { mode: 'serial' as const, allOrNone: true } }, 'call-choices-need-collections'],
    [{ ...few, options: { duplicateSave: true, batchSize: 201 } }, 'call-size-too-large'],
    [
      { ...few, operation: 'hardDelete' as const, options: { api: 'collections' as const } },
      'hard-delete-needs-bulk',
    ],
  ])('%j can’t be: %s', (input, conflict) => {
    expect(choose(input)).toEqual({ conflict });
  });

  it.each(apiReasons)('has a sentence for the reason %s', (reason) => {
    const key = `sending.reason.${reason}`;
    if (!hasMessage(key)) throw new Error(`${key} is missing`);
    expect(text(key)).toMatch(/^\p{Lu}.*\.$/u);
  });

  it.each(apiConflicts)('has a sentence and a way out for the conflict %s', (conflict) => {
    const key = `sending.conflict.${conflict}`;
    if (!hasMessage(key)) throw new Error(`${key} is missing`);
    expect(text(key)).toMatch(/^\p{Lu}.*\. \p{Lu}.*\.$/u);
  });
});

describe('canSettle', () => {
  const object = {
    ...contact,
    fields: [field('LastName', 'Last Name'), field('Ext__c', 'Ext', { externalId: true, unique: false })],
  };

  it('takes repeating for granted where it changes nothing', () => {
    for (const operation of ['update', 'upsert', 'delete'] as const) {
      expect(canSettle(operation, object, ['LastName'])).toBe(true);
    }
  });

  it('needs a key among the fields of an insert', () => {
    expect(canSettle('insert', object, ['LastName'])).toBe(false);
    expect(canSettle('insert', object, ['LastName', 'Ext__c'])).toBe(true);
  });
});
