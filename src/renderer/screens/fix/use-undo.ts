import { useEffect, useState } from 'react';
import type { UndoState } from '../../../shared/domain/grid';
import { call } from '../../lib/api';
import { isMac } from '../../lib/hotkeys';

const nothing: UndoState = { undo: null, redo: null };

/** What can be taken back and done again, asked for anew with every change of the load. */
export const useUndoState = (loadId: string, version: number): UndoState => {
  const [known, setKnown] = useState({ version: -1, state: nothing });
  useEffect(() => {
    let current = true;
    call('rows.undoState', { loadId })
      .then((answer) => {
        if (current) setKnown({ version, state: answer });
      })
      // Without an answer the buttons stay as they are; the acts themselves report what goes wrong.
      .catch(() => undefined);
    return () => {
      current = false;
    };
  }, [loadId, version]);
  return known.state;
};

/** What a change was, in the word its sentence chooses by: `repair-map` is a repair, `send-again` sendAgain. */
export const changeWord = (kind: string): string =>
  kind.startsWith('repair')
    ? 'repair'
    : kind.replace(/-(.)/, (_dash, letter: string) => letter.toUpperCase());

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;

/** Ctrl/Cmd+Z and its reverse for the whole screen; inside a text field they keep their own meaning. */
export const useUndoKeys = (undo: () => void, redo: () => void): void => {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const mod = isMac ? event.metaKey : event.ctrlKey;
      const key = event.key.toLowerCase();
      if (event.defaultPrevented || !mod || event.altKey || isTyping(event.target)) return;
      const isRedo = key === 'y' || (key === 'z' && event.shiftKey);
      if (!isRedo && key !== 'z') return;
      event.preventDefault();
      if (isRedo) redo();
      else undo();
    };
    window.addEventListener('keydown', listen);
    return () => {
      window.removeEventListener('keydown', listen);
    };
  }, [undo, redo]);
};
