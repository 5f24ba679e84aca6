import type { GridKeyEventArgs } from '@glideapps/glide-data-grid';
import { useCallback, useRef } from 'react';

/** How long the editor may take to appear: it is a part of the program that is fetched when first needed. */
const patience = 3000;

const editorIn = (): HTMLTextAreaElement | null => document.querySelector('#portal textarea');

/** Puts text at the end of a field as if it had been typed, so that React hears of it. */
const typeInto = (field: HTMLTextAreaElement, text: string): void => {
  // The prototype's own setter: React replaces the one of the element to see changes made past it.
  Reflect.set(HTMLTextAreaElement.prototype, 'value', field.value + text, field);
  field.dispatchEvent(new InputEvent('input', { bubbles: true, data: text, inputType: 'insertText' }));
};

type Key = { key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean };

const isPrintable = ({ key, ctrlKey, metaKey, altKey }: Key): boolean =>
  [...key].length === 1 && !ctrlKey && !metaKey && !altKey;

/**
 * Keeps what is typed while a cell's editor is still opening. The first letter opens it; without this the
 * next ones would each open it anew and only the last would stay. Returns whether the key was kept, so that
 * the grid must not see it.
 */
export const useTypeAhead = (): ((event: Key) => boolean) => {
  const kept = useRef<{ text: string; ending: string | null } | null>(null);

  const deliver = useCallback(() => {
    const until = Date.now() + patience;
    const attempt = (): void => {
      const waiting = kept.current;
      const field = editorIn();
      if (waiting === null) return;
      if (field === null && Date.now() < until) {
        requestAnimationFrame(attempt);
        return;
      }
      kept.current = null;
      if (field === null) return;
      if (waiting.text !== '') typeInto(field, waiting.text);
      const { ending } = waiting;
      // The editor takes in the text with its next rendering; the key that ends it comes after.
      if (ending !== null)
        setTimeout(() => {
          field.dispatchEvent(new KeyboardEvent('keydown', { key: ending, bubbles: true, cancelable: true }));
        }, 30);
    };
    attempt();
  }, []);

  return useCallback(
    (event) => {
      const waiting = kept.current;
      if (waiting !== null) {
        if (waiting.ending !== null) return false;
        if (event.key === 'Enter' || event.key === 'Tab') waiting.ending = event.key;
        else if (isPrintable(event)) waiting.text += event.key;
        else return false;
        return true;
      }
      if (isPrintable(event) && editorIn() === null) {
        kept.current = { text: '', ending: null };
        deliver();
      }
      return false;
    },
    [deliver],
  );
};

export const isUndo = (event: GridKeyEventArgs): boolean =>
  (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'z';
export const isRedo = (event: GridKeyEventArgs): boolean =>
  (event.ctrlKey || event.metaKey) &&
  (event.key.toLowerCase() === 'y' || (event.shiftKey && event.key.toLowerCase() === 'z'));
export const isFillDown = (event: GridKeyEventArgs): boolean =>
  (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'd';
export const isCopy = (event: GridKeyEventArgs): boolean =>
  (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'c';
