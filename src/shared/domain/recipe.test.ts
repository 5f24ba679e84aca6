import { describe, expect, it } from 'vitest';
import { defaultLoadOptions } from './load';
import { mayUseRecipe, readRecipe, type Recipe } from './recipe';

const recipe: Recipe = {
  recipe: 1,
  object: 'Account',
  operation: 'upsert',
  externalId: 'Account_No__c',
  orgType: 'sandbox',
  mapping: { Number: 'Account_No__c', Name: 'Name', Notes: null },
  options: defaultLoadOptions,
};

describe('readRecipe', () => {
  it('reads what was written', () => {
    expect(readRecipe(JSON.stringify(recipe))).toEqual({ ok: true, recipe });
    const finding: Recipe = { ...recipe, operation: 'update', findBy: 'Name' };
    delete finding.externalId;
    expect(readRecipe(JSON.stringify(finding))).toEqual({ ok: true, recipe: finding });
  });

  it.each([
    ['nonsense', { kind: 'not-json' }],
    ['null', { kind: 'unfit', at: 'recipe' }],
    ['[]', { kind: 'unfit', at: 'recipe' }],
    [JSON.stringify({ ...recipe, recipe: 2 }), { kind: 'newer', version: 2 }],
    [JSON.stringify({ ...recipe, recipe: 0 }), { kind: 'unfit', at: 'recipe' }],
    [JSON.stringify({ ...recipe, object: '' }), { kind: 'unfit', at: 'object' }],
    [JSON.stringify({ ...recipe, operation: 'merge' }), { kind: 'unfit', at: 'operation' }],
    [JSON.stringify({ ...recipe, mapping: { Name: 7 } }), { kind: 'unfit', at: 'mapping.Name' }],
    [JSON.stringify({ ...recipe, options: { api: '3.0' } }), { kind: 'unfit', at: 'options.api' }],
    [JSON.stringify({ ...recipe, more: 1 }), { kind: 'unfit', at: 'recipe' }],
  ])('refuses %s', (text, problem) => {
    expect(readRecipe(text)).toEqual({ ok: false, problem });
  });
});

describe('mayUseRecipe', () => {
  it('lets nothing into production that was made elsewhere', () => {
    expect(mayUseRecipe(recipe, 'production')).toBe(false);
    expect(mayUseRecipe({ ...recipe, orgType: 'practice' }, 'production')).toBe(false);
    expect(mayUseRecipe({ ...recipe, orgType: 'production' }, 'production')).toBe(true);
    expect(mayUseRecipe({ ...recipe, orgType: 'production' }, 'sandbox')).toBe(true);
    expect(mayUseRecipe(recipe, 'practice')).toBe(true);
  });
});
