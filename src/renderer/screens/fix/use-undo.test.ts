import { expect, it } from 'vitest';
import { text } from '../../../shared/messages/format';
import { changeWord } from './use-undo';

it.each([
  ['edit', 2, 'Undo: typing (2 cells)'],
  ['repair-map', 1, 'Undo: a repair (1 cell)'],
  ['send-again', 0, 'Undo: sending again'],
  ['leave-out', 0, 'Undo: leaving out'],
])('says what undoing %s takes back', (kind, cells, sentence) => {
  expect(text('fix.undo.what', { kind: changeWord(kind), cells })).toBe(sentence);
});
