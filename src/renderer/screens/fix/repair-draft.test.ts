import { describe, expect, it } from 'vitest';
import type { Repair } from '../../../shared/domain/grid';
import { draftOf, emptyDraft, finishDraft, repairKinds } from './repair-draft';

const repairs: Repair[] = [
  { kind: 'set', column: 2, value: 'Web' },
  { kind: 'clear', column: 2 },
  { kind: 'trim', column: 2 },
  { kind: 'case', column: 2 },
  { kind: 'replace', column: 2, find: ' at ', replace: '' },
  { kind: 'copy', column: 2, from: 6 },
  { kind: 'map', column: 2, values: [{ from: 'Tradeshow?', to: 'Trade Show' }] },
  { kind: 'cut', column: 2, length: 80 },
  { kind: 'date', column: 2, order: 'mdy' },
];

describe('drafts of repairs', () => {
  it('knows every kind of repair', () => {
    expect(repairs.map(({ kind }) => kind).sort()).toEqual([...repairKinds].sort());
  });
  it.each(repairs)('opens and closes $kind without loss', (repair) => {
    expect(finishDraft(draftOf(repair))).toEqual({ repair, missing: null });
  });
  it.each([
    ['set', 'repair.missing.value'],
    ['copy', 'repair.missing.from'],
    ['replace', 'repair.missing.find'],
    ['map', 'repair.missing.map'],
    ['cut', 'repair.missing.length'],
  ] as const)('says what an empty %s lacks', (kind, missing) => {
    expect(finishDraft(emptyDraft(2, kind))).toEqual({ repair: null, missing });
  });
  it('maps only what a person has filled in', () => {
    const draft = { ...emptyDraft(2, 'map'), values: { a: 'A', b: '', c: 'c' } };
    expect(finishDraft(draft).repair).toEqual({ kind: 'map', column: 2, values: [{ from: 'a', to: 'A' }] });
  });
});
